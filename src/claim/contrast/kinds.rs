//! Words of one kind, none of which is another: a thing is made of one material, a person came by one vehicle.
//!
//! Where a text says the one and its summary the other, one of them is wrong. A kind holds only words that exclude each
//! other: no word that another one includes ("dog" beside "spaniel"), none that is as often said for another.

use std::sync::LazyLock;

use super::opposites::stem_hash;

/// The kinds, each a line of words in their basic forms; words for the same stand together, with a stroke between them.
const KINDS: &[&str] = &[
    // colours
    "red/scarlet/crimson blue green yellow black white grey/gray brown purple/violet pink orange turquoise beige",
    // metals, and what else things are made of
    "gold silver bronze copper iron/steel tin aluminium/aluminum zinc marble wood/wooden/timber plastic glass \
     concrete/cement brick stone leather paper cardboard rubber clay wax plaster velvet silk cotton wool/woollen linen nylon",
    // kin
    "mother/mum/mom/mummy/mommy father/dad/daddy sister brother son daughter wife husband uncle aunt/auntie cousin nephew \
     niece grandmother/grandma/granny grandfather/grandpa grandson granddaughter girlfriend boyfriend fiance/fiancé \
     fiancee/fiancée stepmother stepfather stepson stepdaughter",
    // callings
    "teacher/schoolteacher nurse doctor/physician lawyer/solicitor/barrister/attorney accountant engineer architect \
     carpenter plumber electrician farmer fisherman baker butcher chef/cook waiter/waitress barber/hairdresser tailor \
     dentist vet/veterinarian pharmacist/chemist journalist/reporter photographer painter sculptor musician \
     novelist poet soldier sailor pilot firefighter/fireman policeman/policewoman priest nun monk rabbi imam \
     bishop judge librarian gardener cleaner bookkeeper cashier receptionist biologist physicist astronomer economist \
     psychologist historian philosopher mathematician linguist sociologist geologist butler maid cobbler/shoemaker \
     blacksmith weaver miller shepherd jockey referee",
    // branches of learning
    "chemistry physics biology mathematics/maths/math history geography philosophy economics psychology sociology medicine \
     law architecture astronomy geology linguistics theology engineering botany zoology archaeology anthropology",
    // vehicles
    "train bus/coach car/automobile bicycle/bike motorcycle/motorbike plane/airplane/aeroplane helicopter ferry tram \
     taxi/cab lorry/truck van scooter sledge canoe kayak yacht tractor ambulance",
    // buildings and what people go to
    "airport station/railway hospital school university/college library museum theatre/theater cinema church/cathedral \
     mosque synagogue prison/jail hotel/inn restaurant cafe/café bakery pharmacy supermarket/grocery factory \
     warehouse farm/farmhouse castle palace courthouse embassy stadium gym/gymnasium zoo aquarium cemetery/graveyard \
     harbour/harbor/port garage pub/bar nightclub kindergarten casino monastery lighthouse bookshop/bookstore laundry",
    // land and water
    "forest/wood beach desert mountain lake river island swamp/marsh valley cave glacier canyon volcano meadow jungle",
    // dogs
    "spaniel labrador poodle terrier dachshund beagle bulldog dalmatian collie greyhound rottweiler retriever pug",
    // animals
    "dog/puppy cat/kitten horse/pony cow sheep/lamb goat pig/piglet donkey/mule rabbit/hare fox wolf bear lion tiger leopard \
     elephant giraffe zebra monkey gorilla rhinoceros/rhino hippopotamus/hippo camel deer moose squirrel mouse rat \
     hamster hedgehog bat beaver otter badger whale dolphin seal shark turtle tortoise crocodile alligator snake lizard \
     frog toad octopus squid crab lobster swan duck goose chicken/hen turkey eagle hawk falcon owl parrot pigeon crow \
     raven sparrow penguin ostrich bee wasp butterfly moth beetle ant spider mosquito grasshopper",
    // fish
    "salmon tuna cod herring trout haddock mackerel sardine anchovy carp eel halibut",
    // fruit, vegetables, nuts
    "apple pear orange lemon lime banana cherry plum peach apricot grape strawberry raspberry blueberry blackberry mango \
     pineapple melon watermelon coconut kiwi fig grapefruit pomegranate tomato potato carrot onion garlic cabbage \
     lettuce spinach cucumber pumpkin broccoli cauliflower mushroom aubergine/eggplant courgette/zucchini celery almond \
     walnut hazelnut peanut cashew pistachio",
    // food
    "bread cake/gateau pie pizza pasta/spaghetti rice soup salad sandwich burger/hamburger sausage steak bacon ham cheese \
     butter yogurt/yoghurt egg pancake cookie/biscuit chocolate ice-cream honey jam curry sushi",
    // meat
    "beef pork lamb/mutton veal venison",
    // things one may be unable to eat
    "nut fish/seafood meat gluten dairy",
    // drinks
    "water tea coffee beer wine milk juice lemonade whisky/whiskey vodka rum gin champagne cocoa cider",
    // grain and crops
    "wheat barley rye oats maize/corn soybean/soya sorghum millet cotton sugar tobacco rapeseed/canola",
    // meals
    "breakfast lunch dinner/supper brunch",
    // times of the day
    "morning afternoon evening night/midnight",
    "noon/midday midnight dawn/daybreak/sunrise dusk/sunset",
    // seasons
    "spring summer autumn winter",
    // weather
    "fog/mist snow rain/rainfall hail drought sunshine",
    // disasters
    "earthquake flood/flooding wildfire tornado hurricane/typhoon avalanche landslide/mudslide tsunami eruption",
    // parts of the body
    "neck shoulder arm elbow wrist hand finger thumb hip leg knee ankle foot/feet toe nose ear eye tooth/teeth",
    "heart lung liver kidney stomach brain spleen pancreas bladder spine skull",
    // ailments
    "cancer diabetes malaria tuberculosis influenza/flu measles polio cholera pneumonia asthma stroke dementia/alzheimer's \
     epilepsy hepatitis ebola leprosy smallpox",
    // instruments
    "piano violin cello guitar flute clarinet trumpet trombone saxophone drum harp organ accordion oboe banjo ukulele",
    // games
    "football/soccer basketball volleyball tennis badminton rugby cricket baseball hockey golf boxing wrestling swimming \
     cycling rowing sailing skiing snowboarding skating gymnastics fencing judo karate chess poker bowling",
    // rooms
    "kitchen bathroom bedroom garage attic cellar/basement balcony corridor/hallway",
    // furniture
    "table chair sofa/couch bed wardrobe desk bench stool bookcase/bookshelf cupboard mirror curtain carpet/rug lamp",
    // clothes
    "shirt/blouse trousers/pants skirt dress jacket/coat sweater/jumper hat/cap scarf glove sock shoe boot sandal tie belt",
    // jewels and presents
    "ring necklace bracelet watch/wristwatch earring brooch",
    // arms
    "sword dagger/knife gun/pistol/rifle bow spear axe poison hammer",
    // powers
    "electricity gas coal oil diesel petrol/gasoline solar wind nuclear hydroelectric",
    // faiths
    "christian muslim jewish/jew buddhist hindu sikh",
    "catholic protestant orthodox",
    // arms of a state
    "army navy police",
    "senate house-of-representatives",
    "criminal civil",
    // ways of sending
    "email/e-mail/mail post/letter phone/telephone fax",
    // marks of time
    "hourly daily weekly fortnightly monthly quarterly yearly/annual",
    "hour day week month quarter year decade century",
    // what is written
    "novel poem/poetry biography essay textbook dictionary newspaper magazine",
    "comedy tragedy thriller documentary musical opera ballet",
    // spoken by whom
    "king queen prince princess duke/duchess emperor/empress pope sultan",
    // shapes
    "round/circular square/rectangular triangular oval",
    "flat/apartment office house/bungalow villa shop/store/boutique",
];

/// Stems and the kinds and places in them at which they stand, sorted by stem.
static PLACES: LazyLock<Vec<(u32, u16, u16)>> = LazyLock::new(|| {
    let number = |at: usize| u16::try_from(at).expect("few kinds of few words");
    let half = |word: &str| u32::try_from(stem_hash(word) >> 32).expect("the upper half has 32 bits");
    let mut places: Vec<(u32, u16, u16)> = Vec::new();
    for (kind, words) in KINDS.iter().enumerate() {
        for (at, same) in words.split_whitespace().enumerate() {
            places.extend(same.split('/').map(|word| (half(word), number(kind), number(at))));
        }
    }
    places.sort_unstable();
    places
});

fn places(stem: u32) -> impl Iterator<Item = (u16, u16)> {
    let first = PLACES.partition_point(|place| place.0 < stem);
    PLACES[first..].iter().take_while(move |place| place.0 == stem).map(|&(_, kind, at)| (kind, at))
}

/// The upper halves of the hashes of all stems that are of a kind.
pub(super) fn kind_words() -> impl Iterator<Item = u32> {
    PLACES.iter().map(|place| place.0)
}

/// Whether two stems, by the upper halves of their hashes, are words for the same of some kind.
#[must_use]
pub fn name_the_same(a: u32, b: u32) -> bool {
    a == b || places(a).any(|place| places(b).any(|other| other == place))
}

/// Whether two stems, by the upper halves of their hashes, are of one kind and not the same.
#[must_use]
pub fn exclude_each_other(a: u32, b: u32) -> bool {
    let other = |(kind, _): (u16, u16)| places(b).any(|(other, _)| other == kind);
    places(a).any(other) && !name_the_same(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_exclude_and_words_for_the_same_do_not() {
        let exclude = |a: &str, b: &str| {
            let half = |word: &str| u32::try_from(stem_hash(word) >> 32).expect("32 bits");
            exclude_each_other(half(a), half(b)) && exclude_each_other(half(b), half(a))
        };
        for (a, b) in
            [("teacher", "nurse"), ("trains", "buses"), ("fog", "snow"), ("bronze", "marble"), ("left", "right")]
        {
            assert_eq!(exclude(a, b), a != "left", "{a} {b}");
        }
        for (a, b) in [("dog", "spaniel"), ("car", "automobile"), ("teacher", "bread"), ("day", "days")] {
            assert!(!exclude(a, b), "{a} {b}");
        }
    }
}
