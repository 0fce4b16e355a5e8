using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Client.Rest;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Session;

/// <summary>Finds out who the bot is, and brings its commands up to date. What Discord does not answer now is asked again later.</summary>
internal sealed class Introduction(
    IDiscordDirectory directory, CommandRegistrar registrar, CheckedOptions options, TimeProvider time,
    Action<FrontEndLogLevel, string> log)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    /// <param name="known">Told of the application, also when it has changed.</param>
    public async Task RunAsync(Action<Application> known, CancellationToken stop)
    {
        var failures = 0;
        var isRegistered = false;
        while (true)
        {
            try
            {
                var application = await directory.ApplicationAsync(stop);
                known(application);
                if (!isRegistered)
                {
                    await registrar.RegisterAsync(application.Id, options.DevelopmentGuild, stop);
                    isRegistered = true;
                }

                if (options.IsOverHttp == application.IsOverHttp)
                {
                    return;
                }

                // Somebody has to change that in the portal, and will want to see that it worked.
                await Task.Delay(BetweenLooks, time, stop);
            }
            catch (DiscordException exception)
            {
                var wait = Jitter.OfMachine.After(++failures, FirstWait, LongestWait);
                log(FrontEndLogLevel.Warning, $"Discord: {exception.Message}; asking again in {wait.TotalSeconds:0} s");
                await Task.Delay(wait, time, stop);
            }
        }
    }
}
