// Package jobs decides when a report is made, for whom, and what became of it.
//
// [Runner.Run] is the pipeline on one screen: claim, read, analyse, lay out,
// write, send, record. It declares the interfaces that it needs of the packages
// below and alone translates the configuration into their terms: analyses and
// layouts never see YAML, a clock or a database driver.
//
// The kinds of report stand in one list ([reports]); everything else here is the
// same for all of them.
package jobs
