namespace Atelier.Upscalers.Networks;

/// <summary>Between planes and interleaved values.</summary>
internal static class Layout
{
    public static float[] ChannelsLast(float[] planes, int channels)
    {
        var values = new float[planes.Length];
        var plane = planes.Length / channels;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = planes[((i % channels) * plane) + (i / channels)];
        }

        return values;
    }

    public static float[] ChannelsFirst(float[] values, int channels)
    {
        var planes = new float[values.Length];
        var plane = planes.Length / channels;
        for (var i = 0; i < values.Length; i++)
        {
            planes[((i % channels) * plane) + (i / channels)] = values[i];
        }

        return planes;
    }
}
