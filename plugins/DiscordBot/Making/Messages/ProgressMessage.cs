using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Making.Follow;
using Atelier.DiscordBot.Making.Results;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Making.Messages;

/// <summary>The message of a job that is not over. Two of them are equal where they look the same.</summary>
/// <param name="Preview">A JPEG; null without one.</param>
internal sealed record ProgressMessage(string Content, byte[]? Preview)
{
    private const string PreviewName = "preview.jpg";

    public static ProgressMessage Of(Following following, JobSight sight, string waiting) => new(
        Lines(following, sight, sight.Job.State == JobState.Waiting ? waiting : ProgressWords.Running(sight.Progress)),
        following.Spoiler ? null : sight.Preview);

    /// <summary>The last that the answer says while its token lives.</summary>
    public static ProgressMessage HandingOver(Following following, JobSight sight) => new(
        Lines(following, sight, "This takes longer than an answer can be changed. It goes on, and comes as a new message here."), null);

    public OutgoingMessage For(Following following)
    {
        var rows = ResultButtons.Running(following.JobId!, following.UserId);
        return Preview is null
            ? OutgoingMessage.Of(Content, rows)
            : OutgoingMessage.Of(
                Content, rows, new DiscordFile(PreviewName, "image/jpeg", Preview), "How far the picture is",
                [new Embed(Image: new EmbedImage("attachment://" + PreviewName))]);
    }

    private static string Lines(Following following, JobSight sight, string state) =>
        MessageLines.Of("", following.Title, sight.Job.Request.Prompt, state);
}
