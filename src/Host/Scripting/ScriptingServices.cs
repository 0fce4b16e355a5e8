using Atelier.Host.Automation.Runs;
using Atelier.Host.Configuration;
using Atelier.Host.Scripting.Hosts;
using Atelier.Host.Scripting.Sandbox;
using Atelier.Host.Scripting.Shelf;
using Atelier.Host.Serve;

namespace Atelier.Host.Scripting;

internal static class ScriptingServices
{
    /// <summary>Scripts: their folder, what is wrong with them, and what runs them.</summary>
    public static IServiceCollection AddScripting(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<AtelierOptions>().Scripts)
        .AddSingleton<OwnAddress>()
        .AddSingleton<ScriptFolder>()
        .AddSingleton(provider => new ScriptHosts(
            provider.GetRequiredService<ScriptingOptions>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ScriptHosts>>(),
            sandbox: ScriptSandbox.Of(
                provider.GetRequiredService<AtelierOptions>(), provider.GetRequiredService<ScriptFolder>(),
                provider.GetRequiredService<ILogger<ScriptSandbox>>())))
        .AddSingleton(provider => new ScriptEngine(
            provider.GetRequiredService<ScriptingOptions>(),
            Path.Combine(provider.GetRequiredService<ServerOptions>().Data, "compiled"),
            provider.GetRequiredService<ScriptHosts>()))
        .AddSingleton<ScriptShelf>()
        .AddHostedService(provider => provider.GetRequiredService<ScriptShelf>())
        .AddSingleton<IRunner, ScriptRunner>();
}
