using System.Net;
using Atelier.Host.Configuration;
using Atelier.Host.Serve;
using Atelier.Host.Texts;

namespace Atelier.Host.Security;

/// <summary>A server that others can reach is told so explicitly, and has an admin key before it listens.</summary>
internal static class BindRule
{
    /// <param name="server">Where it is to listen.</param>
    /// <param name="hasAdminKey">Whether there was an admin key before this start.</param>
    /// <exception cref="OptionsException">It may not listen there.</exception>
    public static void Check(ServerOptions server, bool hasAdminKey)
    {
        if (server.Urls.Count == 0)
        {
            throw new OptionsException("server.urls: gives no address; the default is http://127.0.0.1:7860");
        }

        if (server.Urls.FirstOrDefault(url => !IsLoopback(url)) is not { } reachable)
        {
            return;
        }

        if (!server.AllowRemote)
        {
            throw new OptionsException(
                $"{reachable} can be reached from other machines; say --allow-remote (server.allowRemote) if that is meant");
        }

        if (!hasAdminKey)
        {
            throw new OptionsException($"{reachable} can be reached from other machines, and there is no admin key yet; "
                + "make one first with atelier keys add NAME --role admin, or give one in ATELIER_ADMIN_KEY");
        }
    }

    // Kestrel takes a host name that is no address for all addresses of the machine.
    private static bool IsLoopback(string url)
    {
        try
        {
            var host = BindingAddress.Parse(url).Host;
            return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        }
        catch (FormatException exception)
        {
            throw new OptionsException(
                $"{OneLine.Quoted(url)} is no address to listen on; give one such as http://127.0.0.1:7860", exception);
        }
    }
}
