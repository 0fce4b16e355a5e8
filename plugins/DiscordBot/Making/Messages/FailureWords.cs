using Atelier.Jobs;

namespace Atelier.DiscordBot.Making.Messages;

/// <summary>Why there are no pictures, as people want to be told.</summary>
internal static class FailureWords
{
    private const int LongestReason = 700;

    public static string Of(JobError? error) => error?.Code switch
    {
        "invalid_request" => $"That could not be made. {Reason(error.Field is null ? error.Message : $"{error.Field}: {error.Message}")}",
        "model_failed" => $"The model could not be used. {Reason(error.Message)} Another model may work.",
        "poisoned" =>
            "This stopped the server's worker several times, so it was given up. A smaller size, fewer pictures or another model may work.",
        "no_space" => "The server's disk is full, so nothing could be kept. Please try again later.",
        "timeout" => "It took longer than the server allows. Fewer steps or a smaller size may work.",
        "generation_failed" => $"The picture could not be finished. {Reason(error.Message)}",
        _ => "Something went wrong in the server. It is in its log; please try again.",
    };

    private static string Reason(string message) => MessageText.Escape(MessageText.Sentence(message), LongestReason);
}
