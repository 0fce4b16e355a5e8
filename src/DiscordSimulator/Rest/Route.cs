namespace Atelier.DiscordSimulator.Rest;

/// <summary>One of the API's addresses.</summary>
/// <param name="Template">What follows <c>/api/v10</c>.</param>
/// <param name="NeedsToken">Whether the bot says who it is; what is about an interaction has a token in its path instead.</param>
internal sealed record Route(string Method, string Template, bool NeedsToken, Func<RestCall, Task<RestAnswer>> Handle)
{
    private static readonly string[] Majors = ["channel_id", "guild_id", "webhook_token", "interaction_token"];

    public string Name => $"{Method} {Template}";

    /// <summary>Limits are counted for each channel, guild and webhook apart.</summary>
    public static string MajorOf(IReadOnlyDictionary<string, string> values) =>
        string.Join('/', Majors.Select(name => values.GetValueOrDefault(name)).Where(value => value is not null));

    public static Route Of(string method, string template, Func<RestCall, RestAnswer> handle, bool needsToken = true) =>
        new(method, template, needsToken, call => Task.FromResult(handle(call)));
}
