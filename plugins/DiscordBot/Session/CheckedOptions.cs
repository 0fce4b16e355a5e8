using System.Globalization;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Session;

/// <summary>The options, each known to be right.</summary>
/// <param name="IsOverHttp">Whether interactions come over HTTP.</param>
/// <param name="DevelopmentGuild">Null registers commands everywhere.</param>
internal sealed record CheckedOptions(Uri ApiAddress, bool IsOverHttp, string? DevelopmentGuild)
{
    /// <exception cref="FrontEndException">One is wrong.</exception>
    public static CheckedOptions Of(DiscordOptions options)
    {
        // The token goes there: over the network only encrypted.
        var isAddress = Uri.TryCreate(options.ApiAddress, UriKind.Absolute, out var address);
        if (!isAddress || address is not ({ Scheme: "https" } or { Scheme: "http", IsLoopback: true }))
        {
            throw new FrontEndException(
                "apiAddress must be an https address, as https://discord.com/api/v10, or an http address of this machine");
        }

        var guild = options.DevelopmentGuild.Trim();
        if (guild.Length > 0 && !ulong.TryParse(guild, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new FrontEndException(
                "developmentGuild must be a server's id, a number of about 18 digits, or empty "
                + "(in Discord: developer mode on, right-click the server, Copy Server ID)");
        }

        var isOverHttp = options.Delivery switch
        {
            "gateway" => false,
            "http" => true,
            _ => throw new FrontEndException("delivery must be 'gateway' or 'http'"),
        };
        return new CheckedOptions(address, isOverHttp, guild.Length == 0 ? null : guild);
    }
}
