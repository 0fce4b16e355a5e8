using Atelier.Host.Security.Keys;
using Atelier.Host.Serve;

namespace Atelier.Host.Security;

/// <summary>What happens to keys before a server listens.</summary>
internal static class KeysBeforeListening
{
    /// <exception cref="Configuration.OptionsException">The server may not listen there, or the given key cannot be taken.</exception>
    public static async Task PrepareAsync(WebApplication app, ServerOptions server, TextWriter output, CancellationToken cancellation)
    {
        var given = AdminKeySource.Read(Environment.GetEnvironmentVariable);

        // Child processes have no use for it.
        Environment.SetEnvironmentVariable(AdminKeySource.Variable, null);
        var first = app.Services.GetRequiredService<FirstKey>();
        BindRule.Check(server, given is not null || await first.ExistsAsync(cancellation));
        if (await first.EnsureAsync(given, cancellation) is { } made)
        {
            output.WriteLine(
                server.LogFormat == "json" ? $$"""{"firstAdminKey":"{{made}}"}""" : $"The first admin key, shown this once: {made}");
        }
    }
}
