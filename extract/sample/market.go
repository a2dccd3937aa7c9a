package sample

import "daybook/extract/fact"

// market is where a customer sits and what follows from it.
type market struct {
	city, region, country string
	currency              fact.Currency
	legal                 []string
}

func (m market) domestic() bool { return m.country == "CN" }

// domesticMarkets are weighted by repetition: most customers are near by.
var domesticMarkets = []market{
	{city: "宁波", region: "East China", country: "CN", currency: home},
	{city: "台州", region: "East China", country: "CN", currency: home},
	{city: "无锡", region: "East China", country: "CN", currency: home},
	{city: "绍兴", region: "East China", country: "CN", currency: home},
	{city: "上海", region: "East China", country: "CN", currency: home},
	{city: "扬州", region: "East China", country: "CN", currency: home},
	{city: "佛山", region: "South China", country: "CN", currency: home},
	{city: "中山", region: "South China", country: "CN", currency: home},
	{city: "厦门", region: "South China", country: "CN", currency: home},
	{city: "天津", region: "North China", country: "CN", currency: home},
	{city: "烟台", region: "North China", country: "CN", currency: home},
	{city: "成都", region: "West China", country: "CN", currency: home},
	{city: "西安", region: "West China", country: "CN", currency: home},
}

// exportMarkets are given to customers abroad in turn, so that every office has
// some of each.
var exportMarkets = []market{
	{region: "Europe", country: "DE", currency: "EUR", legal: []string{"GmbH", "GmbH & Co. KG", "AG"}},
	{region: "Americas", country: "US", currency: "USD", legal: []string{"Inc.", "LLC", "Corp."}},
	{region: "Asia-Pacific", country: "VN", currency: "VND", legal: []string{"Vietnam JSC", "Vietnam Co., Ltd"}},
	{region: "Europe", country: "NL", currency: "EUR", legal: []string{"B.V."}},
	{region: "Asia-Pacific", country: "SG", currency: "USD", legal: []string{"Pte. Ltd."}},
	{region: "Europe", country: "IT", currency: "EUR", legal: []string{"S.r.l.", "S.p.A."}},
	{region: "Americas", country: "CA", currency: "USD", legal: []string{"Ltd.", "Inc."}},
	{region: "Europe", country: "GB", currency: "USD", legal: []string{"Ltd", "plc"}},
	{region: "Asia-Pacific", country: "AU", currency: "USD", legal: []string{"Pty Ltd"}},
	{region: "Europe", country: "PL", currency: "EUR", legal: []string{"Sp. z o.o."}},
	{region: "Americas", country: "MX", currency: "USD", legal: []string{"S.A. de C.V."}},
	{region: "Asia-Pacific", country: "TH", currency: "USD", legal: []string{"Co., Ltd."}},
}
