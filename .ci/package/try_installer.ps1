# Tries the installer on Windows: for one user without a question, started, installed over itself, removed; data stays.
$ErrorActionPreference = "Stop"
function Run($file, $words) {
    $ended = Start-Process $file -ArgumentList $words -Wait -PassThru
    if ($ended.ExitCode -ne 0) { throw "$file $words ended with $($ended.ExitCode)" }
}
$setup = (Get-ChildItem dist/release/*.exe)[0].FullName
$silent = "/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART", "/CURRENTUSER"
$app = "$env:LOCALAPPDATA\Programs\Utlamna"
$data = "$env:LOCALAPPDATA\utlamna"
New-Item -ItemType Directory -Force $data | Out-Null
Set-Content "$data\kept.txt" "kept"
foreach ($time in "first", "over itself") {
    Run $setup $silent
    Run "$app\utlamna-window.exe" "--try"
    Run "$app\utlamna.exe" "about"
}
Run "$app\unins000.exe" "/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART"
if (-not (Test-Path "$data\kept.txt")) { throw "removing the program took data" }
if (Test-Path "$app\utlamna.exe") { throw "the program is still there" }
