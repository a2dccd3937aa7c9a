// Package instances holds several processes to one schedule and one runlog: what is
// due happens once, whichever of them is killed. It has tests only.
package instances
