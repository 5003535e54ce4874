; The installer for Windows (Inno Setup 6.3 or later), of what `py run.py package` has built:
;   ISCC /DVersion=0.1.0 [/Ssign="signtool sign ... $f" /DSigned] .ci\package\utlamna.iss
; For one user without rights of an administrator, or for all with them: the first page asks, /CURRENTUSER and /ALLUSERS
; say it in advance. What the office keeps lies in the user's data folder and is not touched, also not at the end.

#ifndef Version
  #error Say which version: /DVersion=0.1.0
#endif

[Setup]
AppId={{5B0C6A52-7C0E-4B53-9E55-0C1D7E2A9F44}
AppName=Utlämna
AppVersion={#Version}
AppVerName=Utlämna {#Version}
AppPublisher=Utlämna
VersionInfoVersion={#Version}
DefaultDirName={autopf}\Utlamna
DefaultGroupName=Utlämna
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.18362
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=utlamna-{#Version}-windows-x64
SetupIconFile=..\..\build\package\utlamna.ico
UninstallDisplayIcon={app}\utlamna-window.exe
UninstallDisplayName=Utlämna
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
; An upgrade is installed over what is there: a program that runs is asked to close, and is not killed.
CloseApplications=yes
CloseApplicationsFilter=utlamna*.exe
RestartApplications=no
ChangesAssociations=no
ChangesEnvironment=yes
#ifdef Signed
SignTool=sign
SignedUninstaller=yes
#endif

[Languages]
#if FileExists(CompilerPath + "\Languages\Swedish.isl")
Name: "sv"; MessagesFile: "compiler:Languages\Swedish.isl"
#elif FileExists(CompilerPath + "\Languages\Unofficial\Swedish.isl")
Name: "sv"; MessagesFile: "compiler:Languages\Unofficial\Swedish.isl"
#else
  #error This Inno Setup has no Swedish: take a newer one, or put Swedish.isl in its Languages folder
#endif
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
sv.Desktop=Lägg en genväg på skrivbordet
en.Desktop=Put a shortcut on the desktop
sv.Line=Låt kommandoraden hitta utlamna
en.Line=Let the command line find utlamna
sv.Start=Starta Utlämna
en.Start=Start Utlämna
sv.Kept=Utlämna är borttaget. Arbetsytan med ärenden, handlingar och logg är kvar. Den är allmän handling: gallra bara enligt beslut.
en.Kept=Utlämna is removed. The workspace with its requests, documents and log is kept. It is a public record: purge only as decided.

[Tasks]
Name: "desktop"; Description: "{cm:Desktop}"; Flags: unchecked
Name: "line"; Description: "{cm:Line}"; Flags: unchecked

[InstallDelete]
; Libraries of an older version must not stay beside those of the newer one.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\utlamna\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\Utlämna"; Filename: "{app}\utlamna-window.exe"; WorkingDir: "{userdocs}"
Name: "{autodesktop}\Utlämna"; Filename: "{app}\utlamna-window.exe"; WorkingDir: "{userdocs}"; Tasks: desktop

[Registry]
Root: HKA; Subkey: "{code:EnvironmentKey}"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; \
  Tasks: line; Check: NotOnPath

[Run]
Filename: "{app}\utlamna-window.exe"; Description: "{cm:Start}"; Flags: nowait postinstall skipifsilent

[Code]
function EnvironmentKey(Param: String): String;
begin
  if IsAdminInstallMode then
    Result := 'SYSTEM\CurrentControlSet\Control\Session Manager\Environment'
  else
    Result := 'Environment';
end;

function PathNow: String;
begin
  if not RegQueryStringValue(HKA, EnvironmentKey(''), 'Path', Result) then
    Result := '';
end;

function NotOnPath: Boolean;
begin
  Result := Pos(';' + Lowercase(ExpandConstant('{app}')) + ';', ';' + Lowercase(PathNow) + ';') = 0;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Path: String;
begin
  if Step <> usPostUninstall then
    exit;
  Path := PathNow;
  if StringChangeEx(Path, ';' + ExpandConstant('{app}'), '', False) > 0 then
    RegWriteExpandStringValue(HKA, EnvironmentKey(''), 'Path', Path);
  if not UninstallSilent then
    MsgBox(CustomMessage('Kept'), mbInformation, MB_OK);
end;
