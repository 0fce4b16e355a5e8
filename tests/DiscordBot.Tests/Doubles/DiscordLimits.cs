using System.Text;
using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Tests.Doubles;

/// <summary>What Discord would refuse, of what the bot asked.</summary>
internal static class DiscordLimits
{
    private const long LargestRequest = 25 * 1024 * 1024;

    public static void Check(DiscordCall call, long mostBytes = 10 * 1024 * 1024)
    {
        if (call.Body is { } body)
        {
            Check(body, call.Files);
        }

        if (call.Response is InteractionResponse.Ask(var modal))
        {
            Check(modal);
        }

        Assert.All(call.Files, file => Assert.True(file.Content.Length <= mostBytes, $"{file.Name} has {file.Content.Length} bytes"));
        Assert.True(call.Files.Sum(file => (long)file.Content.Length) <= LargestRequest);
    }

    private static void Check(MessageBody body, IReadOnlyList<DiscordFile> files)
    {
        Assert.Empty(body.AllowedMentions.Parse);
        Assert.True((body.Content ?? "").Length <= 2000, $"{body.Content!.Length} characters");
        Assert.True((body.Nonce ?? "").Length <= 25);
        Assert.True(
            !string.IsNullOrWhiteSpace(body.Content) || body.Embeds is { Count: > 0 } || files.Count > 0
                || body.Components is { Count: > 0 },
            "the message is empty");
        Assert.True((body.Embeds ?? []).Count <= 10);
        Assert.All(body.Embeds ?? [],
            embed => Assert.True(embed.Image is null || files.Any(file => embed.Image.Url == "attachment://" + file.Name)));
        Assert.All(files, (file, index) => Assert.Equal(file.Name, body.Attachments!.Single(note => note.Id == index.ToString()).Filename));
        Assert.All(body.Attachments ?? [], note => Assert.True((note.Description ?? "x").Length is > 0 and <= 1024));
        Check(body.Components ?? []);
    }

    private static void Check(IReadOnlyList<ActionRow> rows)
    {
        Assert.True(rows.Count <= 5);
        Assert.All(rows, row => Assert.InRange(row.Components.Count, 1, 5));
        var buttons = rows.SelectMany(row => row.Components).ToList();
        Assert.All(buttons, button => Assert.InRange(Encoding.UTF8.GetByteCount(button.CustomId!), 1, 100));
        Assert.All(buttons, button => Assert.InRange(button.Label!.Length, 1, 80));
        Assert.Equal(buttons.Count, buttons.Select(button => button.CustomId).Distinct().Count());
    }

    private static void Check(Modal modal)
    {
        Assert.InRange(modal.CustomId.Length, 1, 100);
        Assert.InRange(modal.Title.Length, 1, 45);
        Assert.InRange(modal.Fields.Count, 1, 5);
        Assert.All(modal.Fields, field =>
        {
            Assert.InRange(field.Label.Length, 1, 45);
            Assert.InRange(field.CustomId.Length, 1, 100);
            Assert.InRange(field.MostCharacters, 1, 4000);
            Assert.True(field.Value.Length <= field.MostCharacters, $"{field.CustomId} has {field.Value.Length} characters");
        });
    }
}
