package sample

import "strings"

// companyName is the firm's own.
const companyName = "Brackwater Flow Instruments (Ningbo) Co., Ltd."

// Parts of names. Every combination is a name of its own, so that the number of
// customers may grow and none is called like another.
var (
	zhFirst    = []string{"恒", "博", "凯", "瑞", "鼎", "航", "润", "澜", "晟", "拓", "卓", "嘉", "远", "柏", "璟", "朔", "骏", "颐", "禾", "锦", "曜", "岳", "沐", "铭", "启", "泽", "森", "辰", "弘", "谦", "诚", "维", "力", "盛", "安", "信", "达", "宏", "川", "亿"}
	zhSecond   = []string{"泓", "舟", "岭", "驰", "垚", "赫", "渊", "桓", "宸", "屹", "霖", "衡", "湛", "琛", "峤", "廷", "翊", "笙", "煦", "郢", "朗", "堃", "麒", "洲", "淳", "睿", "棠", "甬", "峻", "韬"}
	zhTrade    = []string{"流体控制", "机械", "给排水", "化工装备", "暖通设备", "环保科技", "食品机械", "制药设备", "能源工程", "船舶配套", "自控系统", "管道设备", "轻工机械", "供水设备", "热能设备", "半导体设备"}
	zhLegal    = []string{"有限公司", "有限公司", "有限公司", "股份有限公司", "集团有限公司"}
	enFirst    = []string{"Alder", "Ashen", "Bel", "Birch", "Calder", "Carn", "Dun", "Eld", "Ever", "Farn", "Glen", "Hol", "Hather", "Inger", "Kel", "Lang", "Lind", "Mar", "Mel", "Nor", "Old", "Pen", "Ravens", "Rother", "Sel", "Stan", "Thorn", "Tor", "Under", "Vander", "Wald", "West", "Winter", "Wy", "Yar", "Zel", "Brom", "Cres", "Drey", "Elm"}
	enSecond   = []string{"bach", "beck", "bourne", "bridge", "by", "cote", "croft", "dahl", "feld", "ford", "gate", "hagen", "haven", "hurst", "ley", "mouth", "ness", "rode", "sted", "strand", "thwaite", "ton", "water", "wick", "worth"}
	enTrade    = []string{"Process Controls", "Pumps & Valves", "Water Systems", "Engineering", "Fluid Handling", "Marine Services", "Chemical Plant", "Brewing Equipment", "Dairy Technology", "Energy Partners", "Piping Supply", "Heating Works", "Pharma Lines", "Shipyards", "Metering", "Industrial Trading"}
	zhSurname  = []string{"沈", "顾", "蒋", "贺", "施", "严", "孟", "傅", "邵", "秦", "汤", "温", "乔", "翁", "祁", "骆", "薛", "阮", "庄", "柯"}
	zhGiven    = []string{"亦安", "思源", "若溪", "明轩", "雨桐", "景行", "书瑶", "子衿", "嘉禾", "知远", "清越", "望舒", "一鸣", "采薇", "逸飞", "语晨", "乐之", "修远", "静姝", "博文"}
	latinGiven = []string{"Anna", "Tomas", "Claire", "Marek", "Joanna", "Felix", "Nadia", "Oliver", "Ingrid", "Paulo", "Sofia", "Henrik", "Laura", "Viktor", "Emma", "Rafael", "Helen", "Jonas", "Mira", "Dominic"}
	latinLast  = []string{"Brandt", "Halloran", "Lindqvist", "Moretti", "Okafor", "Pereira", "Quist", "Renard", "Sandoval", "Teller", "Ullman", "Varga", "Whitlow", "Yardley", "Zeman", "Ashdown", "Corrigan", "Dekker", "Eriksen", "Faulkner"}
)

// combination returns the i-th way to take one word of each list. Neighbours lie
// a golden section apart, so that they look unlike.
func combination(i int, lists ...[]string) []string {
	total := 1
	for _, l := range lists {
		total *= len(l)
	}
	i = i * goldenStride(total) % total
	parts := make([]string, len(lists))
	for k, l := range lists {
		parts[k] = l[i%len(l)]
		i /= len(l)
	}
	return parts
}

// goldenStride returns a step near 0.618 of total that meets every number below
// total before any comes again.
func goldenStride(total int) int {
	step := total * 618 / 1000
	for gcd(step, total) != 1 {
		step++
	}
	return step
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// domesticName returns the name of the i-th customer in China.
func domesticName(chance *dice, i int, city string) string {
	p := combination(i, zhFirst, zhSecond, zhTrade)
	return city + p[0] + p[1] + p[2] + chance.pick(zhLegal)
}

// exportName returns the name of the i-th customer abroad.
func exportName(chance *dice, i int, legal []string) string {
	p := combination(i, enFirst, enSecond, enTrade)
	return p[0] + p[1] + " " + p[2] + " " + chance.pick(legal)
}

// chinesePerson and latinPerson return the names of the i-th person.
func chinesePerson(i int) string { return strings.Join(combination(i, zhSurname, zhGiven), "") }
func latinPerson(i int) string   { return strings.Join(combination(i, latinGiven, latinLast), " ") }
