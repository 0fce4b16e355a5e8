using System.Text;

namespace Atelier.Diffusion.Pipeline.Tokenize;

/// <summary>
/// Joins letters with the accents that follow them (Unicode's canonical composition, NFC) for lower-case text whose marks stand in
/// canonical order, which is how macOS and input methods decompose. Written out: without ICU, .NET's own normalisation does nothing.
/// </summary>
internal static class Composition
{
    private const char FirstSyllable = '\uAC00';
    private const char LastSyllable = '\uD7A3';
    private const char FirstLead = '\u1100';
    private const char FirstVowel = '\u1161';
    private const char BeforeTails = '\u11A7';
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;

    // By mark: each letter followed by what it becomes. From UnicodeData.txt, the lower-case half of it.
    private static readonly Dictionary<char, string> Pairs = new()
    {
        ['\u0300'] = "aàeèiìoòuùüǜnǹеѐиѝēḕōṑwẁâầăằêềôồơờưừyỳἀἂἁἃἐἒἑἓἠἢἡἣἰἲἱἳὀὂὁὃὐὒὑὓὠὢὡὣαὰεὲηὴιὶοὸυὺωὼ᾿῍ϊῒ῾῝ϋῢ¨῭",
        ['\u0301'] = "aáeéiíoóuúyýcćlĺnńrŕsśzźüǘgǵåǻæǽøǿ¨΅ϊΐαάεέηήιίϋΰοόυύωώϒϓгѓкќçḉēḗïḯkḱmḿõṍōṓpṕũṹwẃâấăắêếôốơớưứἀἄἁἅἐἔἑἕ"
            + "ἠἤἡἥἰἴἱἵὀὄὁὅὐὔὑὕὠὤὡὥ᾿῎῾῞",
        ['\u0302'] = "aâeêiîoôuûcĉgĝhĥjĵsŝwŵyŷzẑạậẹệọộ",
        ['\u0303'] = "aãnñoõiĩuũvṽâẫăẵeẽêễôỗơỡưữyỹ",
        ['\u0304'] = "aāeēiīoōuūüǖäǟȧǡæǣǫǭöȫõȭȯȱyȳиӣуӯgḡḷḹṛṝαᾱιῑυῡ",
        ['\u0306'] = "aăeĕgğiĭoŏuŭийуўжӂаӑеӗȩḝạặαᾰιῐυῠ",
        ['\u0307'] = "cċeėgġzżaȧoȯbḃdḋfḟhḣmṁnṅpṗrṙsṡśṥšṧṣṩtṫwẇxẋyẏſẛ",
        ['\u0308'] = "aäeëiïoöuüyÿιϊυϋϒϔеёіїаӓәӛжӝзӟиӥоӧөӫэӭуӱчӵыӹhḧõṏūṻwẅxẍtẗ",
        ['\u0309'] = "aảâẩăẳeẻêểiỉoỏôổơởuủưửyỷ",
        ['\u030A'] = "aåuůwẘyẙ",
        ['\u030B'] = "oőuűуӳ",
        ['\u030C'] = "cčdďeělľnňrřsštťzžaǎiǐoǒuǔüǚgǧkǩʒǯjǰhȟ",
        ['\u030F'] = "aȁeȅiȉoȍrȑuȕѵѷ",
        ['\u0311'] = "aȃeȇiȋoȏrȓuȗ",
        ['\u0313'] = "αἀεἐηἠιἰοὀυὐωὠρῤ",
        ['\u0314'] = "αἁεἑηἡιἱοὁυὑωὡρῥ",
        ['\u031B'] = "oơuư",
        ['\u0323'] = "bḅdḍhḥkḳlḷmṃnṇrṛsṣtṭvṿwẉzẓaạeẹiịoọơợuụưựyỵ",
        ['\u0324'] = "uṳ",
        ['\u0325'] = "aḁ",
        ['\u0326'] = "sștț",
        ['\u0327'] = "cçgģkķlļnņrŗsştţeȩdḑhḩ",
        ['\u0328'] = "aąeęiįuųoǫ",
        ['\u032D'] = "dḓeḙlḽnṋtṱuṷ",
        ['\u032E'] = "hḫ",
        ['\u0330'] = "eḛiḭuṵ",
        ['\u0331'] = "bḇdḏkḵlḻnṉrṟtṯzẕhẖ",
        ['\u0342'] = "ἀἆἁἇἠἦἡἧἰἶἱἷὐὖὑὗὠὦὡὧαᾶ¨῁ηῆ᾿῏ιῖϊῗ῾῟υῦϋῧωῶ",
        ['\u0345'] = "ἀᾀἁᾁἂᾂἃᾃἄᾄἅᾅἆᾆἇᾇἠᾐἡᾑἢᾒἣᾓἤᾔἥᾕἦᾖἧᾗὠᾠὡᾡὢᾢὣᾣὤᾤὥᾥὦᾦὧᾧὰᾲαᾳάᾴᾶᾷὴῂηῃήῄῆῇὼῲωῳώῴῶῷ",
        ['\u0653'] = "اآ",
        ['\u0654'] = "اأوؤيئەۀہۂےۓ",
        ['\u0655'] = "اإ",
        ['\u093C'] = "नऩरऱळऴ",
        ['\u09BE'] = "\u09C7\u09CB",
        ['\u09D7'] = "\u09C7\u09CC",
        ['\u0B3E'] = "\u0B47\u0B4B",
        ['\u0B56'] = "\u0B47\u0B48",
        ['\u0B57'] = "\u0B47\u0B4C",
        ['\u0BBE'] = "\u0BC6\u0BCA\u0BC7\u0BCB",
        ['\u0BD7'] = "ஒஔ\u0BC6\u0BCC",
        ['\u0C56'] = "\u0C46\u0C48",
        ['\u0CC2'] = "\u0CC6\u0CCA",
        ['\u0CD5'] = "\u0CBF\u0CC0\u0CC6\u0CC7\u0CCA\u0CCB",
        ['\u0CD6'] = "\u0CC6\u0CC8",
        ['\u0D3E'] = "\u0D46\u0D4A\u0D47\u0D4B",
        ['\u0D57'] = "\u0D46\u0D4C",
        ['\u0DCA'] = "\u0DD9\u0DDA\u0DDC\u0DDD",
        ['\u0DCF'] = "\u0DD9\u0DDC",
        ['\u0DDF'] = "\u0DD9\u0DDE",
        ['\u102E'] = "ဥဦ",
        ['\u1B35'] = "ᬅᬆᬇᬈᬉᬊᬋᬌᬍᬎᬑᬒ\u1B3A\u1B3B\u1B3C\u1B3D\u1B3E\u1B40\u1B3F\u1B41\u1B42\u1B43",
        ['\u3099'] = "かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼうゔゝゞカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボウヴワヷヰヸヱヹヲヺヽヾ",
        ['\u309A'] = "はぱひぴふぷへぺほぽハパヒピフプヘペホポ",
    };

    public static string Compose(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (result.Length > 0 && Join(result[^1], character) is { } joined)
            {
                result[^1] = joined;
            }
            else
            {
                result.Append(character);
            }
        }

        return result.ToString();
    }

    private static char? Join(char first, char second)
    {
        if (second < '\u0300')
        {
            return null;
        }

        if (first - FirstLead is >= 0 and < Leads && second - FirstVowel is >= 0 and < Vowels)
        {
            return (char)(FirstSyllable + ((((first - FirstLead) * Vowels) + second - FirstVowel) * Tails));
        }

        if (first is >= FirstSyllable and <= LastSyllable && (first - FirstSyllable) % Tails == 0
            && second - BeforeTails is > 0 and < Tails)
        {
            return (char)(first + second - BeforeTails);
        }

        return Pairs.TryGetValue(second, out var pairs) ? After(pairs, first) : null;
    }

    private static char? After(string pairs, char letter)
    {
        for (var i = 0; i < pairs.Length; i += 2)
        {
            if (pairs[i] == letter)
            {
                return pairs[i + 1];
            }
        }

        return null;
    }
}
