using System.Globalization;
using System.Text;

namespace Atelier.DiscordBot.Rules;

/// <summary>
/// Text without what only changes its look: case, accents, wide letters, letters of other alphabets that look the same, and characters that
/// are not seen. Digits in the place of letters stay as they are.
/// </summary>
internal static class Folding
{
    // Written out since the server runs without culture data, where Normalize leaves text as it is.
    private const string AccentsFrom = "\u00C0";
    private const string Accents =
        "aaaaaa\0ceeeeiiii\0nooooo\0ouuuuy\0\0aaaaaa\0ceeeeiiii\0nooooo\0ouuuuy\0y"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii\0\0jjkk\0llllllllllnnnnnn\0\0\0oooooo\0\0rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz";

    private const string Alike = "аa еe оo рp сc хx уy іi ѕs јj һh ԁd ԛq ԝw вb кk мm нh тt αa οo ρp νv ιi κk τt υu εe βb ηn χx ıi ɑa ɡg ſs";

    private static readonly Dictionary<char, char> Same = Alike.Split(' ').ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>Its words, folded, with one space between them.</summary>
    public static string Words(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(character))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
                    break;
                case UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Surrogate:
                    folded.Append(character);
                    break;
                default:
                    var plain = Plain(character);
                    folded.Append(char.IsLetterOrDigit(plain) ? plain : ' ');
                    break;
            }
        }

        return string.Join(' ', folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static char Plain(char character)
    {
        var narrow = character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character;
        var place = narrow - AccentsFrom[0];
        if (place >= 0 && place < Accents.Length && Accents[place] != '\0')
        {
            return Accents[place];
        }

        var lower = char.ToLowerInvariant(narrow);
        return Same.GetValueOrDefault(lower, lower);
    }
}
