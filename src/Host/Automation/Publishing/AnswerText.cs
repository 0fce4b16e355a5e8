using System.Text.RegularExpressions;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Publishing;

/// <summary>What another server says of a failure, for one line.</summary>
internal static partial class AnswerText
{
    /// <param name="body">The beginning of an answer: S3's XML, an HTML page, JSON, or plain text.</param>
    public static string Of(string body)
    {
        // What else S3 says repeats the request, with the key's id in it.
        var (code, message) = (Code().Match(body), Message().Match(body));
        return OneLine.Of(code.Success
            ? $"{code.Groups[1].Value}{(message.Success ? $": {message.Groups[1].Value}" : "")}"
            : Tag().Replace(body, " ")).Trim();
    }

    [GeneratedRegex("<Code>([^<]{1,100})</Code>")]
    private static partial Regex Code();

    [GeneratedRegex("<Message>([^<]{1,300})</Message>")]
    private static partial Regex Message();

    [GeneratedRegex("<style.*?</style>|<script.*?</script>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tag();
}
