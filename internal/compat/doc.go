// Package compat tries Daybook on another server than the MariaDB of the tests: TiDB,
// MySQL, or whatever else speaks its protocol. "make compat" runs it; see docs/compat.md.
package compat
