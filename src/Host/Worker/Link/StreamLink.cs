namespace Atelier.Host.Worker.Link;

/// <summary>A link over a socket.</summary>
internal sealed class StreamLink(Stream stream) : FrameLink<LinkMessage>(stream), ILink;
