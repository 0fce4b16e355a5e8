namespace Atelier.Curator;

/// <summary>Mean and standard deviation, in one pass over any number of values (Welford 1962).</summary>
internal struct Spread
{
    private long _count;
    private double _squares;

    public double Mean { get; private set; }

    public readonly double Variance => _count == 0 ? 0 : _squares / _count;

    public readonly double Deviation => Math.Sqrt(Variance);

    public void Add(double value)
    {
        _count++;
        var off = value - Mean;
        Mean += off / _count;
        _squares += off * (value - Mean);
    }

    public static Spread Of(ReadOnlySpan<float> values)
    {
        var spread = default(Spread);
        foreach (var value in values)
        {
            spread.Add(value);
        }

        return spread;
    }
}
