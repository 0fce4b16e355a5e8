using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Making.Messages;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Results;

/// <summary>The message with a picture, or with the way to it where it is too large for Discord.</summary>
internal sealed class PictureFile(IFrontEndHost host, PictureFitting fitting)
{
    private const int LongestDescription = 1024;

    /// <param name="name">The file's, without what its format puts after it.</param>
    /// <param name="lines">What the message says.</param>
    public async Task<OutgoingMessage> PutAsync(
        FittedPicture picture, int side, string name, bool spoiler, string prompt, string lines, IReadOnlyList<ActionRow> rows,
        AnswerForm form,
        CancellationToken cancellation)
    {
        if (await fitting.FitAsync(picture, side, form.MostBytes, cancellation) is not { } fitted)
        {
            return OutgoingMessage.Of($"{lines}\n{Elsewhere()}", rows);
        }

        var file = new DiscordFile($"{(spoiler ? Hiding.Mark : "")}{name}.{fitted.Format}", "image/" + fitted.Format, fitted.Content);
        return OutgoingMessage.Of(lines, rows, file, prompt.Length == 0 ? null : MessageText.Shorten(prompt, LongestDescription));
    }

    private string Elsewhere() => host.PublicAddress is { } address
        ? $"It is too large for Discord. It is kept on the server: {new Uri(address, "#/gallery")}"
        : "It is too large for Discord, and kept on the server.";
}
