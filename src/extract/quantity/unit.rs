//! What a number is of: percent, money, measures, time.

/// The unit of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// A bare number, or a count of things.
    None,
    /// A figure that reads as a year: "2019".
    Year,
    Percent,
    /// Percentage points; basis points are a hundredth of them.
    Points,
    /// Money, by the ISO code of its currency ("USD" for any dollar that says no more).
    Money(&'static str),
    /// A measure, by its name in the singular: "kilometre", "year".
    Measure(&'static str),
}

impl Unit {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Unit::None => "",
            Unit::Year => "year of the calendar",
            Unit::Percent => "percent",
            Unit::Points => "percentage points",
            Unit::Money(name) | Unit::Measure(name) => name,
        }
    }
}

/// The currency that a sign before the figure stands for.
#[must_use]
pub fn currency_sign(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "$" | "us$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "¥" => "JPY",
        "₩" => "KRW",
        "₹" => "INR",
        "₽" => "RUB",
        "₺" => "TRY",
        "₦" => "NGN",
        "₪" => "ILS",
        "₴" => "UAH",
        _ => return None,
    })
}

/// The unit that one lower-case word behind a number names, with what one of it is in that unit.
#[must_use]
pub fn unit_word(word: &str) -> Option<(Unit, f64)> {
    let (unit, factor) = match word {
        "%" | "percent" | "pct" => (Unit::Percent, 1.0),
        "pp" => (Unit::Points, 1.0),
        "bp" | "bps" => (Unit::Points, 0.01),
        "dollar" | "dollars" | "usd" | "dlr" | "dlrs" => (Unit::Money("USD"), 1.0),
        "euro" | "euros" | "eur" => (Unit::Money("EUR"), 1.0),
        "stg" | "sterling" => (Unit::Money("GBP"), 1.0),
        "yen" => (Unit::Money("JPY"), 1.0),
        "won" => (Unit::Money("KRW"), 1.0),
        "yuan" | "renminbi" => (Unit::Money("CNY"), 1.0),
        "rupee" | "rupees" => (Unit::Money("INR"), 1.0),
        "ruble" | "rubles" | "rouble" | "roubles" => (Unit::Money("RUB"), 1.0),
        "franc" | "francs" => (Unit::Money("CHF"), 1.0),
        "peso" | "pesos" => (Unit::Money("peso"), 1.0),
        "cent" | "cents" | "cts" => (Unit::Money("USD"), 0.01),
        "°" | "degree" | "degrees" => (Unit::Measure("degree"), 1.0),
        _ => measure(word)?,
    };
    Some((unit, factor))
}

fn measure(word: &str) -> Option<(Unit, f64)> {
    let name = match word {
        "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" | "kms" => "kilometre",
        "mile" | "miles" | "mi" => "mile",
        "metre" | "metres" | "meter" | "meters" => "metre",
        "cm" | "centimetre" | "centimetres" | "centimeter" | "centimeters" => "centimetre",
        "mm" | "millimetre" | "millimetres" | "millimeter" | "millimeters" => "millimetre",
        "foot" | "feet" | "ft" => "foot",
        "inch" | "inches" => "inch",
        "yard" | "yards" => "yard",
        "acre" | "acres" => "acre",
        "hectare" | "hectares" | "ha" => "hectare",
        "kg" | "kilogram" | "kilograms" | "kilo" | "kilos" => "kilogram",
        "gram" | "grams" => "gram",
        "pound" | "pounds" | "lb" | "lbs" => "pound",
        "ounce" | "ounces" | "oz" => "ounce",
        "ton" | "tons" => "ton",
        "tonne" | "tonnes" => "tonne",
        "litre" | "litres" | "liter" | "liters" => "litre",
        "gallon" | "gallons" => "gallon",
        "barrel" | "barrels" => "barrel",
        "watt" | "watts" => "watt",
        "kilowatt" | "kilowatts" | "kw" => "kilowatt",
        "megawatt" | "megawatts" | "mw" => "megawatt",
        "gigawatt" | "gigawatts" | "gw" => "gigawatt",
        "mph" => "mile per hour",
        "kph" | "kmh" => "kilometre per hour",
        "second" | "seconds" => "second",
        "minute" | "minutes" => "minute",
        "hour" | "hours" => "hour",
        "day" | "days" => "day",
        "week" | "weeks" => "week",
        "month" | "months" => "month",
        "quarter" | "quarters" => "quarter",
        "year" | "years" => "year",
        "decade" | "decades" => "decade",
        _ => return None,
    };
    Some((Unit::Measure(name), 1.0))
}
