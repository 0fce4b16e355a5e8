using System.Net;
using Atelier.DiscordSimulator.Interactions;

namespace Atelier.Server.Tests.Discord;

/// <summary>What goes wrong between Discord and the bot of a whole server.</summary>
[Collection("Discord")]
public sealed class FaultTests
{
    [Fact]
    public async Task A_token_that_is_refused_stops_the_front_end_alone_with_its_reason()
    {
        await using var place = await DiscordServer.StartAsync(null, ("token", "not.the.token"));

        var (_, detail) = await place.StandsAsync((state, _) => state == "failed");

        Assert.Contains("Reset Token", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("not.the.token", place.Server.Output + detail, StringComparison.Ordinal);
        using var client = place.Server.Client(key: null);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("health/ready", UriKind.Relative))).StatusCode);

        // Nobody tries again and again.
        var calls = place.Discord.Exchanges.Count;
        using var store = new ServerStore(place.Server.Data);
        await store.EndOfAsync(await store.AddAsync(ServerStore.Small()));
        Assert.Equal(calls, place.Discord.Exchanges.Count);

        // With the right one it works.
        await place.ReloadAsync("token", place.Discord.Token);
        await place.Discord.ConnectedAsync();
    }

    [Fact]
    public async Task A_connection_that_drops_in_the_middle_of_a_job_loses_nothing()
    {
        await using var place = await DiscordServer.StartAsync();
        await place.ReadyAsync("imagine");
        var (anna, ben) = (place.Somebody("anna"), place.Somebody("ben"));
        var imagine = anna.Slash("imagine", ("prompt", "a lighthouse"), ("size", "128x128"), ("steps", 40), ("count", 2));
        await imagine.MessageAsync();

        place.Discord.State.Gateway.Drop();
        await place.Discord.DisconnectedAsync();
        var meanwhile = ben.Slash("imagine", ("prompt", "a boat"), ("size", "64x64"), ("steps", 2), ("count", 1));

        await imagine.MessageAsync(Looks.IsMade);
        await meanwhile.MessageAsync(Looks.IsMade);
        await place.Discord.ResumedAsync(1);
        Assert.Equal(1, place.Discord.State.Gateway.Identifies);
        place.AssertSound();
    }

    [Fact]
    public async Task An_interaction_that_is_delivered_three_times_is_one_job()
    {
        await using var place = await DiscordServer.StartAsync();
        await place.ReadyAsync("imagine");
        place.Discord.State.Misbehaviour.Deliveries = 3;

        var imagine = place.Somebody("anna").Slash("imagine", ("prompt", "a fox"), ("size", "64x64"), ("steps", 2), ("count", 1));
        await imagine.MessageAsync(Looks.IsMade);
        await place.RestartAsync();
        await place.Discord.ResumedAsync(1);
        place.Discord.State.Delivery.DeliverAgain(imagine);
        place.Discord.State.Misbehaviour.Deliveries = 1;
        await place.Somebody("ben").Slash("queue").MessageAsync();

        Assert.Single(place.Discord.Exchanges, call => call.Path.Contains(imagine.Id, StringComparison.Ordinal));
        Assert.Single(await place.JobsAsync());
        place.AssertSound();
    }

    [Fact]
    public async Task Answers_that_fail_and_limits_that_nobody_could_foresee_are_tried_again()
    {
        await using var place = await DiscordServer.StartAsync();
        await place.ReadyAsync("imagine");
        const string edit = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original";
        place.Discord.State.Misbehaviour.Fail("POST /interactions/{interaction_id}/{interaction_token}/callback", afterDoing: true);
        place.Discord.State.Misbehaviour.Fail(edit, times: 2, status: 502);
        place.Discord.State.Misbehaviour.Limit(edit, TimeSpan.FromSeconds(1));

        var imagine = place.Somebody("anna").Slash("imagine", ("prompt", "a fox"), ("size", "64x64"), ("steps", 2), ("count", 1));

        Assert.Equal(AnswerKind.DeferredMessage, (await imagine.DeferredAsync()).Answer);
        await imagine.MessageAsync(Looks.IsMade);
    }

    [Fact]
    public async Task A_plugin_that_is_loaded_anew_while_it_is_connected_answers_everything_once()
    {
        await using var place = await DiscordServer.StartAsync(DiscordServer.Patient with { AnswerWithin = TimeSpan.FromSeconds(30) });
        await place.ReadyAsync("imagine", "help");
        var anna = place.Somebody("anna");
        var running = anna.Slash("imagine", ("prompt", "a lighthouse"), ("size", "128x128"), ("steps", 40), ("count", 2));
        await running.MessageAsync();

        var asked = new List<UserInteraction>();
        for (var change = 0; change < 3; change++)
        {
            asked.Add(anna.Slash("help"));
            await place.ReloadAsync("mostSteps", 50 - change);
            asked.Add(anna.Slash("help"));
            await place.Discord.ResumedAsync(change + 1);
            asked.Add(anna.Slash("help"));
        }

        await Task.WhenAll(asked.Select(help => help.MessageAsync()));
        await running.MessageAsync(Looks.IsMade);
        await place.AloneAsync();
        Assert.Equal(1, place.Discord.State.Gateway.Identifies);
        Assert.All(asked, help => Assert.Single(place.Discord.Exchanges, call => call.Path.Contains(help.Id, StringComparison.Ordinal)));
        place.AssertSound();
    }
}
