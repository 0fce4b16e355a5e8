using Atelier.DiscordBot.Making.Follow;
using Atelier.DiscordBot.Making.Messages;
using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Making.Results;

/// <summary>What each end of a job is told as.</summary>
internal sealed class Answers(IFrontEndHost host, PictureFile files, Cancellations cancellations)
{
    /// <param name="job">Over.</param>
    public async Task<IAnswer> OfAsync(Job job, string title, string userId, bool spoiler, CancellationToken cancellation) => job.State switch
    {
        JobState.Succeeded when job.Pictures.Count > 0 => new PicturesAnswer(host, files, job, title, userId, spoiler),
        JobState.Canceled when await cancellations.ByAsync(job.Id, cancellation) is { } by =>
            Words(job, title, userId, spoiler, $"Cancelled by <@{by}>."),
        JobState.Canceled => Words(job, title, userId, spoiler, "Cancelled."),
        _ => Words(job, title, userId, spoiler, FailureWords.Of(job.Error)),
    };

    public IAnswer Of(Following following, Enlarging enlarging) => new EnlargedAnswer(host, files, following, enlarging);

    /// <summary>Of a job that the server does not know any more, or that could not be followed.</summary>
    public static IAnswer Lost(Following following, string words) => new WordsAnswer(following.Title, "", words, []);

    private static WordsAnswer Words(Job job, string title, string userId, bool spoiler, string words) =>
        new(title, job.Request.Prompt, words, ResultButtons.Failed(job.Id, userId, spoiler));
}
