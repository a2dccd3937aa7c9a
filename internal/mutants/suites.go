package main

import "strings"

// suite is the tests of one package that may catch a mistake.
type suite struct {
	name      string
	arguments []string // of go test
}

// The suites. They need nothing installed; the seed of properties is fixed, so that
// a mistake is caught always or never, and what they find is not made small.
var (
	figures   = properties("./analyze/receivables")
	facts     = properties("./extract/fact")
	scenarios = plain("./internal/scenario", "-run=.")
	reading   = plain("./extract", "-run="+withoutServer)
)

// withoutServer are the tests of extract that need no MariaDB.
const withoutServer = "^Test(ReferenceConformsOnSQLite|OddRowsAreFound|ThePastStaysAsItWas|RowsBecomeFacts|CustomersAndTheirTerms|" +
	"AllocationsFindTheirEnds|LinesKeepWhatTheyName|CellsRead|MoneyTakes|IDsHaveOneOrder|InstanceZone.*|LimitsOfADay.*)$"

func properties(pkg string) suite {
	return plain(pkg, "-rapid.seed=1", "-rapid.shrinktime=0s", "-rapid.nofailfile")
}

func plain(pkg string, flags ...string) suite {
	return suite{pkg, append([]string{"-count=1", "-failfast", "-vet=off", "-timeout=2m", pkg}, flags...)}
}

// suitesOf are those that hold a file, the nearest first.
func suitesOf(file string) []suite {
	switch {
	case strings.HasPrefix(file, "analyze/receivables/"):
		return []suite{figures, scenarios}
	case strings.HasPrefix(file, "extract/fact/"):
		return []suite{facts, figures, reading, scenarios}
	}
	return []suite{reading, scenarios}
}
