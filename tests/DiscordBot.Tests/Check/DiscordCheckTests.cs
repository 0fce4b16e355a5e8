using Atelier.DiscordBot.Check;
using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Session;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.DiscordSimulator;
using Atelier.DiscordSimulator.Interactions;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Check;

public sealed class DiscordCheckTests : IDisposable
{
    private static readonly Uri Public = new("https://pictures.example/");

    private readonly Ed25519Key _key = new();
    private readonly FakeDirectory _directory = new();

    public DiscordCheckTests()
    {
        _directory.Application = _directory.Application with { VerifyKey = _key.Public };
        _directory.Of(null).Add(new ApplicationCommand(CommandType.Slash, "imagine", "Makes", Id: "1"));
        _directory.Of(null).Add(new ApplicationCommand(CommandType.Message, "Show recipe", Id: "2"));
    }

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task Where_all_is_well_every_line_says_so()
    {
        var findings = await CheckAsync();

        Assert.All(findings, finding => Assert.Equal(FrontEndGrade.Ok, finding.Grade));
        Assert.Equal(
            ["token", "application", "delivery", "gateway", "servers", "permissions in Home", "commands", "invitation"],
            findings.Select(finding => finding.What));
        Assert.Equal("registered everywhere: /imagine, Show recipe", Of(findings, "commands").Detail);
        Assert.Equal(
            $"https://discord.com/oauth2/authorize?client_id={Some.ApplicationId}&scope=bot%20applications.commands&permissions=274878024704",
            Of(findings, "invitation").Detail);
    }

    [Fact]
    public async Task A_token_that_Discord_refuses_is_the_only_line()
    {
        _directory.Fails = _ => new DiscordException(401, 0, "GET /applications/@me: 401 Unauthorized");

        var finding = Assert.Single(await CheckAsync());

        Assert.Equal(("token", FrontEndGrade.Wrong), (finding.What, finding.Grade));
        Assert.Contains("Reset Token", finding.Detail, StringComparison.Ordinal);
        Assert.Contains("env:HERE", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Discord_that_cannot_be_reached_is_told_apart_from_a_bad_token()
    {
        _directory.Fails = _ => new DiscordException(0, 0, "GET /applications/@me: Discord does not answer: refused");

        Assert.Contains("does not answer", Assert.Single(await CheckAsync()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interactions_that_go_elsewhere_are_named()
    {
        _directory.Application = _directory.Application with { InteractionsEndpointUrl = "https://old.example/x" };

        var finding = Of(await CheckAsync(), "delivery");

        Assert.Equal(FrontEndGrade.Wrong, finding.Grade);
        Assert.Contains("https://old.example/x", finding.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, FrontEndGrade.Wrong, "https://pictures.example/discord/interactions")]
    [InlineData("https://pictures.example/discord/interactions", FrontEndGrade.Ok, "over HTTP")]
    [InlineData("https://other.example/discord/interactions", FrontEndGrade.Advice, "https://other.example/")]
    public async Task Delivery_over_HTTP_wants_this_servers_address(string? endpoint, FrontEndGrade grade, string says)
    {
        _directory.Application = _directory.Application with { InteractionsEndpointUrl = endpoint };

        var findings = await CheckAsync(isOverHttp: true);

        Assert.Equal(grade, Of(findings, "delivery").Grade);
        Assert.Contains(says, Of(findings, "delivery").Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(findings, finding => finding.What == "gateway");
    }

    [Fact]
    public async Task A_public_key_that_is_none_is_told_where_it_is_needed()
    {
        _directory.Application = _directory.Application with { VerifyKey = "" };

        Assert.Equal(FrontEndGrade.Wrong, Of(await CheckAsync(isOverHttp: true), "delivery").Grade);
        Assert.Equal(FrontEndGrade.Ok, Of(await CheckAsync(), "delivery").Grade);
    }

    [Fact]
    public async Task A_bot_in_no_server_is_told_how_it_gets_into_one()
    {
        _directory.Guilds = [];

        var finding = Of(await CheckAsync(), "servers");

        Assert.Equal(FrontEndGrade.Wrong, finding.Grade);
        Assert.Contains("permissions=274878024704", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_development_server_that_the_bot_is_not_in_is_named()
    {
        var findings = await CheckAsync(developmentGuild: "42");

        Assert.Contains(
            findings, finding => finding.Grade == FrontEndGrade.Wrong && finding.Detail.Contains("42", StringComparison.Ordinal));
        Assert.Equal(FrontEndGrade.Advice, Of(findings, "commands").Grade);
    }

    [Fact]
    public async Task What_the_role_lacks_everywhere_is_wrong()
    {
        _directory.Roles = [new GuildRole(Some.GuildId, "@everyone", "1024")];

        var finding = Of(await CheckAsync(), "permissions in Home");

        Assert.Equal(FrontEndGrade.Wrong, finding.Grade);
        Assert.Contains(
            "Give its role Send Messages, Send Messages in Threads, Embed Links, Attach Files, Read Message History", finding.Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_channel_takes_away_is_advice_and_hidden_channels_are_nobodys_business()
    {
        _directory.Channels =
        [
            new GuildChannel("1", 0, "general"),
            new GuildChannel("2", 0, "quiet", [new PermissionOverwrite(Some.GuildId, 0, Deny: "32768")]),
            new GuildChannel("3", 0, "secret", [new PermissionOverwrite(Some.GuildId, 0, Deny: "1024")]),
            new GuildChannel("4", 2, "voice"),
        ];

        var finding = Of(await CheckAsync(), "permissions in Home");

        Assert.Equal((FrontEndGrade.Advice, "#quiet lacks Attach Files; 1 of 2 channels have all"), (finding.Grade, finding.Detail));
    }

    [Fact]
    public async Task What_only_threads_need_is_advice()
    {
        _directory.Roles = [new GuildRole(Some.GuildId, "@everyone", "117760")];

        var finding = Of(await CheckAsync(), "permissions in Home");

        Assert.Equal(
            (FrontEndGrade.Advice, "#general lacks Send Messages in Threads; 0 of 1 channels have all"), (finding.Grade, finding.Detail));
    }

    [Fact]
    public async Task A_bot_that_sees_no_channel_is_told_so()
    {
        _directory.Roles = [new GuildRole(Some.GuildId, "@everyone")];

        Assert.Contains("sees no text channel", Of(await CheckAsync(), "permissions in Home").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_server_that_cannot_be_looked_at_does_not_hide_the_rest()
    {
        _directory.Fails = call => call == "roles" ? new DiscordException(403, 50001, "Missing Access") : null;

        var findings = await CheckAsync();

        Assert.Equal(FrontEndGrade.Wrong, Of(findings, "permissions in Home").Grade);
        Assert.Equal(FrontEndGrade.Ok, Of(findings, "commands").Grade);
    }

    [Fact]
    public async Task Used_up_sessions_are_told_with_their_time()
    {
        _directory.Gateway = new GatewayAddress("wss://gateway.example", new SessionStartLimit(1000, 0, 1_800_000));

        Assert.Contains("30 minutes", Of(await CheckAsync(), "gateway").Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("env:A_VARIABLE_THAT_NOBODY_SETS", "gateway", "token", "env:A_VARIABLE_THAT_NOBODY_SETS")]
    [InlineData("two words", "gateway", "token", "no token")]
    [InlineData("abc.def", "pigeon", "options", "delivery")]
    public async Task What_is_wrong_here_is_told_without_asking_Discord(string token, string delivery, string what, string says)
    {
        var options = new DiscordOptions { Token = token, Delivery = delivery, ApiAddress = "http://127.0.0.1:9/api/v10" };

        var finding = Assert.Single(await DiscordCheck.RunAsync(options, null, TimeProvider.System, default));

        Assert.Equal((what, FrontEndGrade.Wrong), (finding.What, finding.Grade));
        Assert.Contains(says, finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_asks_a_Discord_as_it_is()
    {
        await using var discord = await LocalDiscord.StartAsync();
        discord.AddGuild("Painters").AddChannel("general");
        var options = new DiscordOptions { Token = discord.Token, ApiAddress = discord.ApiAddress };

        var findings = await new DiscordFrontEnd(options).CheckAsync(null, TimeProvider.System, default);

        Assert.Equal("Painters", Of(findings, "servers").Detail);
        Assert.Equal(FrontEndGrade.Ok, Of(findings, "permissions in Painters").Grade);
        Assert.Equal(FrontEndGrade.Advice, Of(findings, "commands").Grade);
        Assert.All(discord.Exchanges, call => Assert.Equal("GET", call.Method));
        Assert.Empty(discord.Violations);

        discord.State.Misbehaviour.RefusesToken = true;
        var refused = Assert.Single(await new DiscordFrontEnd(options).CheckAsync(null, TimeProvider.System, default));
        Assert.DoesNotContain(discord.Token, refused.Detail, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<FrontEndFinding>> CheckAsync(bool isOverHttp = false, string? developmentGuild = null) => new DiscordCheck(
        _directory, new CheckedOptions(new Uri("https://discord.example/api/v10"), isOverHttp, developmentGuild), "env:HERE",
        Public).RunAsync(default);

    private static FrontEndFinding Of(IReadOnlyList<FrontEndFinding> findings, string what) =>
        findings.First(finding => finding.What == what);
}
