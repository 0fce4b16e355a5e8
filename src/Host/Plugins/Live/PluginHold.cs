namespace Atelier.Host.Plugins.Live;

/// <summary>Keeps a plugin loaded until it is disposed, once or more often.</summary>
internal sealed class PluginHold(Action letGo) : IDisposable
{
    private Action? _letGo = letGo;

    public void Dispose() => Interlocked.Exchange(ref _letGo, null)?.Invoke();
}
