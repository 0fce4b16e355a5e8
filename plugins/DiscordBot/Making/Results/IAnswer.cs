using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Making.Results;

/// <summary>What a message ends as. It is built when it is sent, since the place decides how large a file may be.</summary>
internal interface IAnswer
{
    Task<OutgoingMessage> BuildAsync(AnswerForm form, CancellationToken cancellation);
}

/// <param name="MostBytes">What a file may have.</param>
/// <param name="Lead">A line above the rest; empty without one.</param>
internal sealed record AnswerForm(long MostBytes, string Lead = "");

/// <summary>A message and its files, as it is sent or takes the place of what a message said.</summary>
internal sealed record OutgoingMessage(MessageBody Body, IReadOnlyList<DiscordFile> Files)
{
    /// <summary>Nothing of what a changed message said is kept.</summary>
    /// <param name="description">The file's, for those who do not see it.</param>
    public static OutgoingMessage Of(
        string content, IReadOnlyList<ActionRow> rows, DiscordFile? file = null, string? description = null,
        IReadOnlyList<Embed>? embeds = null) => new(
        new MessageBody(content, embeds ?? [], rows, file is null ? [] : [new AttachmentNote("0", file.Name, description)]),
        file is null ? [] : [file]);
}
