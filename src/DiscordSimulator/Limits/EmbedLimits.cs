namespace Atelier.DiscordSimulator.Limits;

internal static class EmbedLimits
{
    private const int MostCharacters = 6000;
    private const string Attached = "attachment://";

    /// <param name="files">Names that <c>attachment://</c> can mean.</param>
    public static void Check(IReadOnlyList<Form> embeds, Form body, IReadOnlyList<string> files)
    {
        var sum = embeds.Sum(embed => Check(embed, files));
        if (sum > MostCharacters)
        {
            body.Add("embeds", "MAX_EMBED_SIZE_EXCEEDED", $"Embed size exceeds maximum size of {MostCharacters}");
        }
    }

    private static int Check(Form embed, IReadOnlyList<string> files)
    {
        var sum = Length(embed.Text("title", 0, 256)) + Length(embed.Text("description", 0, 4096));
        CheckAddress(embed, "url", files, canBeAttached: false);
        embed.Whole("color", 0, 0xFFFFFF);
        foreach (var field in embed.List("fields", 0, 25))
        {
            sum += Length(field.Text("name", 1, 256, required: true)) + Length(field.Text("value", 1, 1024, required: true));
            field.Truth("inline");
        }

        if (embed.Object("footer") is { } footer)
        {
            sum += Length(footer.Text("text", 1, 2048, required: true));
            CheckAddress(footer, "icon_url", files);
        }

        if (embed.Object("author") is { } author)
        {
            sum += Length(author.Text("name", 1, 256, required: true));
            CheckAddress(author, "icon_url", files);
        }

        foreach (var name in (string[])["image", "thumbnail"])
        {
            if (embed.Object(name) is { } picture)
            {
                CheckAddress(picture, "url", files);
            }
        }

        return sum;
    }

    private static void CheckAddress(Form form, string name, IReadOnlyList<string> files, bool canBeAttached = true)
    {
        if (form.Text(name, 0, 2048) is not { } address)
        {
            return;
        }

        if (canBeAttached && address.StartsWith(Attached, StringComparison.Ordinal))
        {
            if (!files.Contains(address[Attached.Length..]))
            {
                form.Add(name, "ATTACHMENT_NOT_FOUND", $"There is no file {address[Attached.Length..]} in this message.");
            }
        }
        else if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            form.Add(name, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        }
    }

    private static int Length(string? text) => text is null ? 0 : Form.LengthOf(text);
}
