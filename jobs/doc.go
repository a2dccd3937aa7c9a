// Package jobs decides when a report is made, for whom, and what became of it.
//
// [Runner.Run] is the pipeline, and its stages stand on one screen: claim, finish what
// was begun, wait, read, part, and of each part build, check, write, keep, send and
// record. It declares the interfaces that it needs of the packages below and alone
// translates the configuration into their terms: analyses and layouts never see YAML,
// a clock or a database driver.
//
// [Session.Serve] asks for runs at their instants, makes up for those that were
// missed, takes over those that were abandoned, and waits where the runlog does not
// answer. What each leaves when its process ends, and who then goes on, is a table in
// ARCHITECTURE.md.
//
// The kinds of report stand in one list ([reports]); everything else here is the
// same for all of them.
package jobs
