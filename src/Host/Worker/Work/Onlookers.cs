namespace Atelier.Host.Worker.Work;

/// <summary>Whether somebody looks at what is being made: until a while after the server last said so.</summary>
internal sealed class Onlookers(TimeProvider time)
{
    private static readonly TimeSpan Attention = TimeSpan.FromSeconds(10);

    private long _last;
    private bool _ever;

    public bool Look => Volatile.Read(ref _ever) && time.GetElapsedTime(Volatile.Read(ref _last)) < Attention;

    public void Came()
    {
        Volatile.Write(ref _last, time.GetTimestamp());
        Volatile.Write(ref _ever, true);
    }
}
