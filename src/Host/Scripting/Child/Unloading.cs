using Atelier.Host.Plugins.Live;

namespace Atelier.Host.Scripting.Child;

/// <summary>Proves that nothing is left of a script.</summary>
internal static class Unloading
{
    private const int Collections = 10;
    private const int BeforeCaches = 2;
    private const int BeforeWaiting = 5;
    private static readonly TimeSpan FinalizerPatience = TimeSpan.FromSeconds(1);

    public static async Task<bool> ProveAsync(WeakReference remains)
    {
        for (var i = 0; remains.IsAlive && i < Collections; i++)
        {
            if (i >= BeforeCaches)
            {
                RuntimeCaches.Clear();
            }

            if (i >= BeforeWaiting)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1 << i));
            }

            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);

            // Bounded: a script's own finalizer may hang.
            await Task.WhenAny(Task.Run(GC.WaitForPendingFinalizers), Task.Delay(FinalizerPatience));
        }

        return !remains.IsAlive;
    }
}
