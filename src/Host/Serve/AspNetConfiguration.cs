using Atelier.Host.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace Atelier.Host.Serve;

/// <summary>ASP.NET's own configuration, of which only the sections Logging and Kestrel concern us, in its usual order.</summary>
internal static class AspNetConfiguration
{
    public static WebApplicationBuilder CreateBuilder(AtelierOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // Files that come with the program lie there, wherever it was started.
            ContentRootPath = AppContext.BaseDirectory,
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. options.AspNet],
        });

        // Beside the program it was read already; the working directory's file comes after that and before the environment.
        var file = new JsonConfigurationSource
        {
            Path = Path.GetFullPath(OptionsReader.SharedFileName),
            Optional = true,
            ReloadOnChange = false,
        };
        file.ResolveFileProvider();
        var sources = ((IConfigurationBuilder)builder.Configuration).Sources;
        var environment = sources.OfType<EnvironmentVariablesConfigurationSource>().Last(source => string.IsNullOrEmpty(source.Prefix));
        sources.Insert(sources.IndexOf(environment), file);
        return builder;
    }
}
