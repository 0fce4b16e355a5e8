namespace Atelier.DiscordBot.Client.Rest.Limits;

/// <summary>
/// Calls that Discord refused: after 10,000 in ten minutes it bars the machine's address for a while. The bot stops long before.
/// </summary>
internal sealed class InvalidCalls(TimeProvider time)
{
    public const int Most = 2000;

    private readonly SlidingWindow _window = new(time, TimeSpan.FromMinutes(10));

    /// <summary>Counts one.</summary>
    /// <returns>False where there were too many.</returns>
    public bool Count() => _window.Add() < Most;
}
