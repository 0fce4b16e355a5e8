using Atelier.Diffusion.Checkpoints;
using Atelier.Host.Configuration;

namespace Atelier.Host.Serve;

/// <summary>What a person wants to know once the server runs: where it is, where things lie, what is missing.</summary>
internal static partial class StartMessage
{
    public static void Write(WebApplication app, AtelierOptions options, TextWriter output)
    {
        var where = string.Join(" and ", app.Urls);
        if (options.Server.LogFormat == "json")
        {
            Listening(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StartMessage)), where, options.Server.Data,
                options.Folders.Models);
            return;
        }

        var models = new ModelCatalog(options.Folders.Models).List();
        var ready = models.Count(model => model.IsReady);
        output.WriteLine($"""
            Atelier is listening on {where}
              data     {options.Server.Data}
              models   {options.Folders.Models}: {ready} ready{(ready < models.Count ? $", {models.Count - ready} that cannot be used (atelier models list)" : "")}
              settings {(options.Files.Count == 0 ? "no file; atelier config shows them" : string.Join(", ", options.Files))}
            """);
        if (ready == 0)
        {
            output.WriteLine("  There is no model yet: put a .safetensors file into that folder.");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Atelier is listening on {Urls} with data in {Data} and models in {Models}")]
    private static partial void Listening(ILogger logger, string urls, string data, string models);
}
