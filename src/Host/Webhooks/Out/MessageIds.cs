using Atelier.Host.Store;

namespace Atelier.Host.Webhooks.Out;

/// <summary>The <c>webhook-id</c>s of this server.</summary>
internal static class MessageIds
{
    private const string Start = "msg_";

    public static string New(Ulids ids) => Start + ids.Next();

    public static bool AreLike(string text) => text.StartsWith(Start, StringComparison.Ordinal) && Ids.AreLike(text[Start.Length..]);
}
