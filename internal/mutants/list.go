package main

import "slices"

// mutations lists every mistake, in the order of the way that figures take.
func mutations() []mutation {
	return slices.Concat(
		readingMistakes, amountMistakes, dateMistakes,
		bookMistakes, dueMistakes, inferenceMistakes, walkMistakes, positionMistakes,
		sumMistakes, movementMistakes, speedMistakes, collectionMistakes, tieOutMistakes,
	)
}
