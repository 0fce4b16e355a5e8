using Atelier.Host.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace Atelier.Host.Telemetry;

/// <summary>How the server logs, on standard error: a line for people, what journald understands, or JSON.</summary>
internal static class Logs
{
    /// <param name="options">Its <c>server.logLevel</c> and <c>server.logFormat</c>.</param>
    /// <param name="underJournal">Whether journald reads what is written.</param>
    /// <param name="started">Whether the server has started.</param>
    public static void Configure(WebApplicationBuilder builder, AtelierOptions options, bool underJournal, Func<bool> started)
    {
        var level = Enum.Parse<LogLevel>(options.Server.LogLevel, ignoreCase: true);
        var source = new MemoryConfigurationSource
        {
            InitialData =
            [
                KeyValuePair.Create("Logging:LogLevel:Default", (string?)level.ToString()),

                // What the framework says of each request is noise, unless one looks for a fault.
                KeyValuePair.Create(
                    "Logging:LogLevel:Microsoft", (string?)(level <= LogLevel.Debug ? level : Max(level, LogLevel.Warning)).ToString()),
            ],
        };

        // What is not said explicitly gives way to a section Logging of appsettings.json.
        var sources = ((IConfigurationBuilder)builder.Configuration).Sources;
        sources.Insert(options.Sources.ContainsKey("server.logLevel") ? sources.Count : 0, source);

        builder.Logging.ClearProviders();

        // A failure to start is told once, by the command, in a line; this would be its stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", logged => logged >= level && started());
        builder.Logging.Configure(
            logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
        if (options.Server.LogFormat == "json")
        {
            builder.Logging.AddJsonConsole(json =>
            {
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
                json.IncludeScopes = true;
            });
        }
        else if (underJournal)
        {
            builder.Logging.AddSystemdConsole();
        }
        else
        {
            builder.Logging.AddSimpleConsole(line =>
            {
                line.SingleLine = true;
                line.TimestampFormat = "HH:mm:ss ";
            });
        }
    }

    private static LogLevel Max(LogLevel a, LogLevel b) => a > b ? a : b;
}
