namespace Atelier.DiscordSimulator.Tests.Faults;

public sealed class MisbehaviourTests
{
    [Fact]
    public async Task Interactions_come_more_than_once_or_only_when_they_are_over()
    {
        var time = new ManualTime();
        await using var meeting = await Meeting.BeginAsync(new LocalDiscordOptions { Time = time });
        meeting.Discord.State.Misbehaviour.Deliveries = 2;
        var twice = meeting.Anna.Slash("draw");
        Assert.Equal(twice.Id, TestBot.Text(await meeting.Gateway.InteractionAsync(), "id"));
        Assert.Equal(twice.Id, TestBot.Text(await meeting.Gateway.InteractionAsync(), "id"));

        meeting.Discord.State.Misbehaviour.Deliveries = 1;
        meeting.Discord.State.Misbehaviour.HoldsInteractions = true;
        var late = meeting.Anna.Slash("draw");
        time.Pass(3);
        await late.FailedAsync();
        meeting.Discord.State.Delivery.Release();

        Assert.Equal(late.Id, TestBot.Text(await meeting.Gateway.InteractionAsync(), "id"));
    }

    [Fact]
    public async Task A_token_is_refused_from_one_moment_to_the_next()
    {
        await using var meeting = await Meeting.BeginAsync();
        meeting.Discord.State.Misbehaviour.RefusesToken = true;

        Assert.Equal(401, (await meeting.Bot.CallAsync("GET", "/users/@me")).Status);
        using var gateway = await TestGateway.ConnectAsync(TestGateway.AddressOf(meeting.Discord));
        await gateway.SendAsync(2, TestGateway.Identity(meeting.Discord.Token));
        Assert.Equal(4004, await gateway.ClosedAsync());
    }
}
