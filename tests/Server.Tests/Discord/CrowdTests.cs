using Atelier.DiscordSimulator.Interactions;
using Xunit.Abstractions;

namespace Atelier.Server.Tests.Discord;

/// <summary>Very many at once.</summary>
[Collection("Discord")]
public sealed class CrowdTests(ITestOutputHelper output)
{
    private const int Users = 100;

    [Fact]
    public async Task A_hundred_users_at_once_are_all_deferred_in_time_and_get_a_picture_or_a_kind_refusal_in_fair_turns()
    {
        await using var place = await DiscordServer.StartAsync(null, ("jobsPerGuild", 70), ("jobsPerUser", 3));
        await place.ReadyAsync("imagine");

        // One who wants much and comes first; the others come while the first of those is made.
        var greedy = place.Somebody("greedy");
        var first = greedy.Slash("imagine", ("prompt", "a slow one"), ("size", "256x256"), ("steps", 50), ("count", 2));
        await first.MessageAsync();
        UserInteraction[] more = [Small(greedy), Small(greedy)];
        await Task.WhenAll(more.Select(one => one.MessageAsync()));
        var crowd = Enumerable.Range(0, Users).Select(index => place.Somebody($"user{index}")).ToArray().Select(Small).ToArray();

        await Task.WhenAll(crowd.Select(one => one.AnsweredAsync()));
        output.WriteLine($"the slowest of {Users} first answers took {crowd.Max(one => one.AnsweredAfter!.Value.TotalMilliseconds):0} ms");
        var ends = await Task.WhenAll(crowd.Select(EndAsync));
        var made = await Task.WhenAll(more.Select(one => one.MessageAsync(Looks.IsMade)));

        Assert.All(crowd, one => Assert.False(one.HasFailed));
        var pictures = ends.Where(end => end.IsPicture).ToArray();
        Assert.InRange(pictures.Length, 40, Users);
        Assert.All(ends.Where(end => !end.IsPicture), end => Assert.True(end.IsEphemeral && end.Text.Length > 20, end.Text));

        // The greedy one's third came after nearly everybody's first.
        var last = made.Max(message => message.Edited!.Value);
        Assert.True(pictures.Count(end => end.At < last) > pictures.Length * 3 / 4,
            $"{pictures.Count(end => end.At < last)} of {pictures.Length} were before");
        place.AssertSound();
    }

    private static UserInteraction Small(DiscordSimulator.Users.Hands hands) =>
        hands.Slash("imagine", ("prompt", "a fox"), ("size", "64x64"), ("steps", 1), ("count", 1));

    private static async Task<End> EndAsync(UserInteraction one)
    {
        var picture = one.MessageAsync(Looks.IsMade);
        var refusal = one.FollowUpAsync();
        var first = await (await Task.WhenAny(picture, refusal));
        return new End(Looks.IsMade(first), first.IsEphemeral, first.Text, first.Edited ?? first.Sent);
    }

    private sealed record End(bool IsPicture, bool IsEphemeral, string Text, DateTimeOffset At);
}
