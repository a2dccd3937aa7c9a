// Package runlog records what became of every run and every delivery, and is
// what makes each happen at most once.
//
// A claim is a unique row: of a run by job, as-of, slice and revision, of a
// delivery by its run and recipient. Whoever writes the row first has the claim;
// the others are told what became of it. A claim is held by a lease, which its
// holder renews; one whose holder is gone may be taken over. Every taking raises
// the attempt, and each later write names the attempt that it belongs to, so that
// a holder which was thought dead and comes back changes nothing ([ErrLost]).
//
//	run       (none) ──claim──▶ running ──finish──▶ outcome
//	                              ▲  │ holder gone      │ any but delivered, nothing to report
//	                              └──┴──────claim───────┘
//
//	delivery  (none) ──claim──▶ claimed ──▶ sending ──finish──▶ outcome
//	                              ▲   ◀─deferred─┘ │ holder gone: unknown, never sent again
//	                              └──── failed ────┘
//
// Times come in as arguments and are kept in UTC to the millisecond.
package runlog
