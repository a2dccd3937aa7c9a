package fact

// TrueFirst compares as [cmp.Compare] does; true stands before false.
func TrueFirst(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return -1
	}
	return 1
}
