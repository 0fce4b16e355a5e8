using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Client.Rest;
using Atelier.DiscordBot.Session;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Check;

/// <summary>Looks at all that people set up in Discord's developer portal and in their servers. Asks only, and changes nothing.</summary>
/// <param name="tokenPlace">Where the token is.</param>
internal sealed class DiscordCheck(IDiscordDirectory directory, CheckedOptions options, string tokenPlace, Uri? publicAddress)
{
    private const string Portal = "https://discord.com/developers/applications";

    public static async Task<IReadOnlyList<FrontEndFinding>> RunAsync(
        DiscordOptions options, Uri? publicAddress, TimeProvider time, CancellationToken cancellation)
    {
        var what = "options";
        try
        {
            var settings = CheckedOptions.Of(options);
            what = "token";
            var place = BotToken.Place(options.Token);
            if (BotToken.Read(options.Token, Environment.GetEnvironmentVariable) is not { } token)
            {
                return [Wrong(
                    what, $"there is none in {place}: at {Portal} choose or make your application, then Bot, Reset Token, and put the token there")];
            }

            using var client = new DiscordClient(settings.ApiAddress, token, publicAddress, time, Jitter.OfMachine, (_, _) => { });
            return await new DiscordCheck(client.Directory, settings, place, publicAddress).RunAsync(cancellation);
        }
        catch (FrontEndException exception)
        {
            return [Wrong(what, exception.Message)];
        }
    }

    public async Task<IReadOnlyList<FrontEndFinding>> RunAsync(CancellationToken cancellation)
    {
        List<FrontEndFinding> findings = [];
        try
        {
            var application = await directory.ApplicationAsync(cancellation);
            findings.Add(Ok("token", $"Discord takes the one in {tokenPlace}"));
            findings.Add(Ok("application", $"{application.Name} ({application.Id})"));
            findings.Add(DeliveryCheck.Of(application, options, publicAddress));
            if (!options.IsOverHttp)
            {
                findings.Add(Sessions(await directory.GatewayAsync(cancellation)));
            }

            var guilds = await directory.GuildsAsync(cancellation);
            findings.AddRange(await new GuildCheck(directory, application, options).RunAsync(guilds, cancellation));
            findings.Add(Commands(await directory.CommandsAsync(application.Id, options.DevelopmentGuild, cancellation)));
            findings.Add(Ok("invitation", BotPermissions.Invitation(application.Id).AbsoluteUri));
        }
        catch (DiscordException exception)
        {
            findings.Add(findings.Count > 0 ? Wrong("Discord", exception.Message) : Wrong("token", Refused(exception)));
        }

        return findings;
    }

    private string Refused(DiscordException exception) => exception.Status switch
    {
        401 => $"{DiscordHttp.TokenRefused} (it is in {tokenPlace})",
        0 => $"it cannot be tried: {exception.Message}",
        _ => exception.Message,
    };

    private static FrontEndFinding Sessions(GatewayAddress gateway)
    {
        if (gateway.SessionStartLimit is not { } limit)
        {
            return Ok("gateway", gateway.Url);
        }

        var wait = TimeSpan.FromMilliseconds(limit.ResetAfter);
        return limit.Remaining > 0
            ? Ok("gateway", $"{limit.Remaining} of {limit.Total} sessions of the day are left")
            : Wrong("gateway", $"all {limit.Total} sessions of the day are used up: the next can begin in {wait.TotalMinutes:0} minutes");
    }

    private FrontEndFinding Commands(IReadOnlyList<ApplicationCommand> commands)
    {
        var where = options.DevelopmentGuild is { } guild ? $"in the server {guild} alone" : "everywhere";
        var names = commands.Select(command => command.Type == CommandType.Slash ? "/" + command.Name : command.Name);
        return commands.Count > 0
            ? Ok("commands", $"registered {where}: {string.Join(", ", names)}")
            : new FrontEndFinding(
                "commands", FrontEndGrade.Advice, $"none is registered {where} yet: the server does that when it runs with this token");
    }

    private static FrontEndFinding Ok(string what, string detail) => new(what, FrontEndGrade.Ok, detail);

    private static FrontEndFinding Wrong(string what, string detail) => new(what, FrontEndGrade.Wrong, detail);
}
