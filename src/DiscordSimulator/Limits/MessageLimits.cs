using Atelier.DiscordSimulator.Messages;

namespace Atelier.DiscordSimulator.Limits;

/// <summary>What a message's body may hold.</summary>
internal static class MessageLimits
{
    private const int MostContent = 2000;
    private const int MostEmbeds = 10;
    private const int MostRows = 5;
    private const int MostComponentsV2 = 40;

    public static void Check(Form body, IReadOnlyList<string> fileNames, IReadOnlyList<string> keptNames)
    {
        body.Text("content", 0, MostContent);
        var flags = body.Whole("flags", 0, int.MaxValue) ?? 0;
        var isV2 = (flags & ChatMessage.ComponentsV2) != 0;
        if (isV2 && (body.Has("content") || body.Has("embeds")))
        {
            body.Add("flags", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "Content and embeds do not go with components V2.");
        }

        EmbedLimits.Check(body.List("embeds", 0, MostEmbeds), body, [.. fileNames, .. keptNames]);
        ComponentLimits.Check(body.List("components", 0, isV2 ? MostComponentsV2 : MostRows), isV2);
        CheckMentions(body);
        AttachmentLimits.Check(body, fileNames.Count);
    }

    /// <summary>A message that says nothing is refused.</summary>
    public static bool IsEmpty(Form body, int files) =>
        files == 0 && string.IsNullOrWhiteSpace(body.Text("content", 0, int.MaxValue)) && IsEmptyList(body, "embeds")
            && IsEmptyList(body, "components")
        && IsEmptyList(body, "attachments");

    private static bool IsEmptyList(Form body, string name) => !body.Has(name) || body.Value.GetProperty(name).GetArrayLength() == 0;

    private static void CheckMentions(Form body)
    {
        if (body.Object("allowed_mentions") is not { } mentions || !mentions.Has("parse"))
        {
            return;
        }

        foreach (var kind in mentions.Value.GetProperty("parse").EnumerateArray().Select(kind => kind.ToString()))
        {
            if (kind is not ("users" or "roles" or "everyone"))
            {
                mentions.Add("parse", "BASE_TYPE_CHOICES", "Value must be one of ('users', 'roles', 'everyone').");
            }
        }
    }
}
