using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Commands;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Session;

/// <summary>
/// Brings Discord's list of commands to the bot's, by what differs: Discord allows 200 new ones a day, and each change shows late
/// somewhere.
/// </summary>
internal sealed class CommandRegistrar(
    IDiscordDirectory directory, ICommandCatalog catalog, IFrontEndStore store, Action<FrontEndLogLevel, string> log)
{
    private const string FormerGuildKey = "commands/guild";

    /// <param name="guildId">Where they are registered alone; null registers them everywhere.</param>
    /// <exception cref="FrontEndException">The bot may not register them there.</exception>
    public async Task RegisterAsync(string applicationId, string? guildId, CancellationToken cancellation)
    {
        await LeaveFormerGuildAsync(applicationId, guildId, cancellation);
        try
        {
            await BringAsync(applicationId, guildId, cancellation);
        }
        catch (DiscordException exception) when (guildId is not null && exception.Status is 403 or 404)
        {
            throw new FrontEndException(
                $"the bot may not register commands in the server {guildId} that developmentGuild names: "
                + "invite it there with the scope applications.commands ('atelier discord check' prints the link), or empty the option");
        }
    }

    /// <summary>What commands a guild has twice, once its own and once everybody's, it shows twice.</summary>
    private async Task LeaveFormerGuildAsync(string applicationId, string? guildId, CancellationToken cancellation)
    {
        var former = await store.GetAsync(FormerGuildKey, cancellation);
        if (former == guildId)
        {
            return;
        }

        if (former is not null)
        {
            try
            {
                foreach (var command in await directory.CommandsAsync(applicationId, former, cancellation))
                {
                    await directory.DeleteAsync(applicationId, former, command.Id!, cancellation);
                }
            }
            catch (DiscordException exception) when (exception.Status is 403 or 404)
            {
                log(FrontEndLogLevel.Information,
                    $"Discord: commands in the former development server {former} are left: {exception.Message}");
            }
        }

        await (guildId is null
            ? store.RemoveAsync(FormerGuildKey, cancellation)
            : store.SetAsync(FormerGuildKey, guildId, null, cancellation));
    }

    private async Task BringAsync(string applicationId, string? guildId, CancellationToken cancellation)
    {
        var registered = await directory.CommandsAsync(applicationId, guildId, cancellation);
        var difference = CommandDifference.Between(registered, catalog.All);
        if (difference.IsNone || (registered.Count == 0 && await TryAllAsync(applicationId, guildId, cancellation)))
        {
            return;
        }

        foreach (var command in difference.Extra)
        {
            await TryAsync(command.Name, () => directory.DeleteAsync(applicationId, guildId, command.Id!, cancellation));
        }

        foreach (var (former, wanted) in difference.Changed)
        {
            await TryAsync(wanted.Name, () => directory.ChangeAsync(applicationId, guildId, former, wanted, cancellation));
        }

        foreach (var command in difference.Missing)
        {
            await TryAsync(command.Name, () => directory.CreateAsync(applicationId, guildId, command, cancellation));
        }

        log(
            FrontEndLogLevel.Information,
            $"Discord: commands registered: {difference.Missing.Count} new, {difference.Changed.Count} changed, {difference.Extra.Count} removed");
    }

    /// <summary>At the first start all go in one call: one by one, Discord's limits make it a minute.</summary>
    private async Task<bool> TryAllAsync(string applicationId, string? guildId, CancellationToken cancellation)
    {
        try
        {
            await directory.ReplaceAsync(applicationId, guildId, catalog.All, cancellation);
            log(FrontEndLogLevel.Information, $"Discord: commands registered: {catalog.All.Count} new");
            return true;
        }
        catch (DiscordException exception) when (exception.Status == 400)
        {
            return false;
        }
    }

    /// <summary>One that Discord does not take does not keep the others from it; one that is gone meanwhile is well.</summary>
    private async Task TryAsync(string name, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (DiscordException exception) when (exception.Status is 400 or 404)
        {
            log(FrontEndLogLevel.Error, $"Discord: the command {name} could not be registered: {exception.Message}");
        }
    }
}
