// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/countries.h"

namespace postweave::sample {

namespace {

using Names = Spelling[];
using Cities = std::string_view[];

constexpr Names kGermanFirst = {
    {"Anna", "anna"},     {"Jürgen", "juergen"}, {"Katharina", "katharina"}, {"Tobias", "tobias"},
    {"Ömer", "oemer"},    {"Lena", "lena"},      {"Matthias", "matthias"},   {"Käthe", "kaethe"},
    {"Jonas", "jonas"},   {"Sabine", "sabine"},  {"Felix", "felix"},         {"Grete", "grete"},
    {"Moritz", "moritz"}, {"Ayşe", "ayse"},      {"Stefan", "stefan"},       {"Paula", "paula"}};
constexpr Names kGermanLast = {{"Keller", "keller"},
                               {"Müller", "mueller"},
                               {"Weiß", "weiss"},
                               {"Schröder", "schroeder"},
                               {"Baumann", "baumann"},
                               {"Vogt", "vogt"},
                               {"Größe", "groesse"},
                               {"Hartmann", "hartmann"},
                               {"Krüger", "krueger"},
                               {"Lindner", "lindner"},
                               {"von der Heide", "vonderheide"},
                               {"Yılmaz", "yilmaz"},
                               {"Fuchs", "fuchs"},
                               {"Jäger", "jaeger"}};
constexpr Cities kGermanCities = {"Berlin",  "Hamburg",   "München",  "Köln",
                                  "Leipzig", "Flensburg", "Nürnberg", "Neustrelitz"};

constexpr Names kEnglishFirst = {{"Emma", "emma"},   {"Oliver", "oliver"}, {"Grace", "grace"},   {"Ben", "ben"},
                                 {"Farah", "farah"}, {"Daniel", "daniel"}, {"Chloe", "chloe"},   {"Marcus", "marcus"},
                                 {"Aisha", "aisha"}, {"Henry", "henry"},   {"Zoë", "zoe"},       {"Liam", "liam"},
                                 {"Ruth", "ruth"},   {"Noah", "noah"},     {"Sinéad", "sinead"}, {"Jo", "jo"}};
constexpr Names kEnglishLast = {{"Walker", "walker"},     {"O'Brien", "obrien"},  {"Clarke", "clarke"},
                                {"Osei", "osei"},         {"Haddad", "haddad"},   {"Roy", "roy"},
                                {"McDonald", "mcdonald"}, {"Bennett", "bennett"}, {"Smith-Jones", "smithjones"},
                                {"Carter", "carter"},     {"Wright", "wright"},   {"Hughes", "hughes"},
                                {"McKenna", "mckenna"},   {"Patel", "patel"}};
constexpr Cities kAmericanCities = {"Portland", "Boston", "Austin", "Chicago", "Seattle", "Denver", "San José"};
constexpr Cities kBritishCities = {"London", "Leeds", "Bristol", "Edinburgh", "Cardiff", "York"};

constexpr Names kFrenchFirst = {{"Chloé", "chloe"},       {"Étienne", "etienne"}, {"Léa", "lea"},
                                {"François", "francois"}, {"Zoé", "zoe"},         {"Hugo", "hugo"},
                                {"Maëlle", "maelle"},     {"Théo", "theo"},       {"Inès", "ines"},
                                {"Jules", "jules"},       {"Agnès", "agnes"}};
constexpr Names kFrenchLast = {
    {"Martin", "martin"}, {"Lefèvre", "lefevre"}, {"Dubois", "dubois"}, {"Noël", "noel"},         {"Moreau", "moreau"},
    {"d'Arc", "darc"},    {"Girard", "girard"},   {"Çelik", "celik"},   {"Rousseau", "rousseau"}, {"Bézier", "bezier"}};
constexpr Cities kFrenchCities = {"Paris", "Lyon", "Nîmes", "Besançon", "Lille", "Orléans"};

constexpr Names kSwedishFirst = {{"Åsa", "asa"},   {"Björn", "bjorn"}, {"Linnéa", "linnea"},
                                 {"Nils", "nils"}, {"Maja", "maja"},   {"Göran", "goran"},
                                 {"Ebba", "ebba"}, {"Östen", "osten"}, {"Saga", "saga"}};
constexpr Names kSwedishLast = {
    {"Lindqvist", "lindqvist"}, {"Åkesson", "akesson"}, {"Öberg", "oberg"}, {"Nyström", "nystrom"},
    {"Holm", "holm"},           {"Sjöberg", "sjoberg"}, {"Dahl", "dahl"}};
constexpr Cities kSwedishCities = {"Stockholm", "Göteborg", "Malmö", "Umeå", "Växjö"};

constexpr Names kPolishFirst = {{"Agnieszka", "agnieszka"}, {"Łukasz", "lukasz"},    {"Małgorzata", "malgorzata"},
                                {"Piotr", "piotr"},         {"Żaneta", "zaneta"},    {"Michał", "michal"},
                                {"Zofia", "zofia"},         {"Wojciech", "wojciech"}};
constexpr Names kPolishLast = {
    {"Nowak", "nowak"},     {"Wiśniewska", "wisniewska"}, {"Wójcik", "wojcik"}, {"Dąbrowski", "dabrowski"},
    {"Źrebiec", "zrebiec"}, {"Kamińska", "kaminska"},     {"Lis", "lis"}};
constexpr Cities kPolishCities = {"Warszawa", "Kraków", "Łódź", "Gdańsk", "Poznań"};

constexpr Names kUkrainianFirst = {{"Олена", "olena"},     {"Тарас", "taras"}, {"Ірина", "iryna"},
                                   {"Богдан", "bohdan"},   {"Юлія", "yuliia"}, {"Андрій", "andrii"},
                                   {"Соломія", "solomiia"}};
constexpr Names kUkrainianLast = {{"Шевченко", "shevchenko"}, {"Коваленко", "kovalenko"}, {"Бондар", "bondar"},
                                  {"Ткачук", "tkachuk"},      {"Мельник", "melnyk"},      {"Їжак", "yizhak"}};
constexpr Cities kUkrainianCities = {"Київ", "Львів", "Одеса", "Харків"};

constexpr Names kGreekFirst = {{"Ελένη", "eleni"}, {"Γιώργος", "giorgos"}, {"Μαρία", "maria"},
                               {"Νίκος", "nikos"}, {"Σοφία", "sofia"},     {"Οδυσσέας", "odysseas"}};
constexpr Names kGreekLast = {{"Παπαδοπούλου", "papadopoulou"},
                              {"Νικολαΐδης", "nikolaidis"},
                              {"Οικονόμου", "oikonomou"},
                              {"Βλάχος", "vlachos"},
                              {"Γεωργίου", "georgiou"}};
constexpr Cities kGreekCities = {"Αθήνα", "Θεσσαλονίκη", "Πάτρα"};

constexpr Names kTurkishFirst = {{"Ayşe", "ayse"},   {"Mehmet", "mehmet"}, {"İpek", "ipek"}, {"Gül", "gul"},
                                 {"Çağrı", "cagri"}, {"Özlem", "ozlem"},   {"Işıl", "isil"}};
constexpr Names kTurkishLast = {{"Yılmaz", "yilmaz"}, {"Demir", "demir"},   {"Şahin", "sahin"},
                                {"Çelik", "celik"},   {"Öztürk", "ozturk"}, {"Güneş", "gunes"}};
constexpr Cities kTurkishCities = {"İstanbul", "Ankara", "İzmir", "Muğla"};

constexpr Names kArabicFirst = {{"ليلى", "layla"},   {"محمد", "mohamed"}, {"نور", "nour"},
                                {"يوسف", "youssef"}, {"فاطمة", "fatma"},  {"كريم", "karim"}};
constexpr Names kArabicLast = {
    {"حسن", "hassan"}, {"المصري", "elmasry"}, {"عبد الله", "abdallah"}, {"منصور", "mansour"}, {"الشريف", "elsherif"}};
constexpr Cities kArabicCities = {"القاهرة", "الإسكندرية", "الجيزة"};

constexpr Names kJapaneseFirst = {{"さくら", "sakura"}, {"翔太", "shota"}, {"陽菜", "hina"}, {"健一", "kenichi"},
                                  {"美咲", "misaki"},   {"蓮", "ren"},     {"ユミ", "yumi"}};
constexpr Names kJapaneseLast = {{"佐藤", "sato"},   {"鈴木", "suzuki"},   {"高橋", "takahashi"},
                                 {"田中", "tanaka"}, {"渡辺", "watanabe"}, {"小林", "kobayashi"}};
constexpr Cities kJapaneseCities = {"東京", "大阪", "札幌", "福岡"};

constexpr Names kKoreanFirst = {
    {"지우", "jiwoo"}, {"민준", "minjun"}, {"서연", "seoyeon"}, {"하은", "haeun"}, {"도윤", "doyun"}};
constexpr Names kKoreanLast = {{"김", "kim"}, {"이", "lee"}, {"박", "park"}, {"최", "choi"}, {"정", "jung"}};
constexpr Cities kKoreanCities = {"서울", "부산", "대구"};

constexpr Names kHindiFirst = {{"प्रिया", "priya"}, {"अर्जुन", "arjun"}, {"अनन्या", "ananya"},
                               {"रोहन", "rohan"},  {"मीरा", "meera"}, {"विक्रम", "vikram"}};
constexpr Names kHindiLast = {
    {"शर्मा", "sharma"}, {"वर्मा", "varma"}, {"गुप्ता", "gupta"}, {"सिंह", "singh"}, {"मेहता", "mehta"}};
constexpr Cities kHindiCities = {"दिल्ली", "मुंबई", "जयपुर"};

constexpr Country kCountries[] = {{"DE", "de", 30, 1, kGermanFirst, kGermanLast, kGermanCities},
                                  {"US", "en", 15, -6, kEnglishFirst, kEnglishLast, kAmericanCities},
                                  {"GB", "en", 10, 0, kEnglishFirst, kEnglishLast, kBritishCities},
                                  {"FR", "fr", 10, 1, kFrenchFirst, kFrenchLast, kFrenchCities},
                                  {"SE", "sv", 6, 1, kSwedishFirst, kSwedishLast, kSwedishCities},
                                  {"PL", "pl", 6, 1, kPolishFirst, kPolishLast, kPolishCities},
                                  {"UA", "uk", 4, 2, kUkrainianFirst, kUkrainianLast, kUkrainianCities},
                                  {"GR", "el", 3, 2, kGreekFirst, kGreekLast, kGreekCities},
                                  {"TR", "tr", 4, 3, kTurkishFirst, kTurkishLast, kTurkishCities},
                                  {"EG", "ar", 3, 2, kArabicFirst, kArabicLast, kArabicCities},
                                  {"JP", "ja", 4, 9, kJapaneseFirst, kJapaneseLast, kJapaneseCities},
                                  {"KR", "ko", 2, 9, kKoreanFirst, kKoreanLast, kKoreanCities},
                                  {"IN", "hi", 3, 5, kHindiFirst, kHindiLast, kHindiCities}};

} // namespace

std::span<const Country> countries()
{
    return kCountries;
}

} // namespace postweave::sample
