namespace Atelier.DiscordSimulator;

/// <summary>Does something at its end, while a gate is held.</summary>
internal sealed class Ending(Action end, Lock gate) : IDisposable
{
    public void Dispose()
    {
        lock (gate)
        {
            end();
        }
    }
}
