using Atelier.Host.Worker.Link;

namespace Atelier.Host.Worker.Work;

/// <summary>A worker's log is its server's: what is said here is said there.</summary>
internal sealed class LinkLogs(ILink link) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new LinkLog(categoryName, link);

    public void Dispose()
    {
    }

    private sealed class LinkLog(string category, ILink link) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var message = formatter(state, exception);
            link.Post(new LinkMessage.Said(logLevel, category, exception is null ? message : $"{message}: {exception}"));
        }
    }
}
