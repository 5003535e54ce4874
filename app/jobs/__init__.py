"""Long work: one child process per job, the queue of jobs, the warm page-drawer, and what a child can be asked."""
