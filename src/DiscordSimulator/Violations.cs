namespace Atelier.DiscordSimulator;

/// <summary>What the bot did that it must not do, whatever Discord would have answered.</summary>
internal sealed class Violations
{
    private readonly Lock _gate = new();
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    public void Add(string where, string what)
    {
        lock (_gate)
        {
            _all.Add($"{where}: {what}");
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _all.Clear();
        }
    }
}
