namespace CreditGate.LoadTests.Rows;

/// <summary>Writes a file of rows and, beside it, what must be said of the faulty ones. Holds no more than a buffer in memory.</summary>
internal static class RowFile
{
    private const int BufferBytes = 1 << 16;
    private const int LongestRow = 4_096;

    /// <param name="expected">NDJSON of line, fault, field and code, in the order of the lines.</param>
    /// <returns>How many rows are faulty.</returns>
    public static int Write(RowSpec spec, Stream rows, Stream expected)
    {
        var (buffer, faulty) = (new Sink(rows), 0);
        using var faults = new StreamWriter(expected, leaveOpen: true) { NewLine = "\n" };
        if (spec.Form == RowForm.PenaltyCsv)
        {
            buffer.Add(PenaltyCsvRow.Header);
        }

        for (var index = 0; index < spec.Rows; index++)
        {
            var row = PlannedRow.Of(spec, index);
            buffer.Add(row, spec.Form);
            if (row.Fault is { } fault)
            {
                faulty++;
                var (field, code) = ExpectedFault.Of(fault, spec.Form);
                faults.WriteLine($$"""{"line":{{LineOf(spec, index)}},"fault":"{{fault}}","field":"{{field}}","code":"{{code}}"}""");
            }
        }

        buffer.Flush();
        return faulty;
    }

    /// <summary>Line of the file, from 1, header included.</summary>
    public static int LineOf(RowSpec spec, int index) => index + (spec.Form == RowForm.PenaltyCsv ? 2 : 1);

    private sealed class Sink(Stream rows)
    {
        private readonly byte[] _buffer = new byte[BufferBytes];
        private int _used;

        public void Add(in PlannedRow row, RowForm form)
        {
            MakeRoom();
            _used += form == RowForm.Ndjson ? NdjsonRow.Write(row, _buffer.AsSpan(_used)) : PenaltyCsvRow.Write(row, _buffer.AsSpan(_used));
            _buffer[_used++] = (byte)'\n';
        }

        public void Add(ReadOnlySpan<byte> line)
        {
            MakeRoom();
            line.CopyTo(_buffer.AsSpan(_used));
            _used += line.Length;
            _buffer[_used++] = (byte)'\n';
        }

        public void Flush()
        {
            rows.Write(_buffer, 0, _used);
            _used = 0;
        }

        private void MakeRoom()
        {
            if (_buffer.Length - _used < LongestRow)
            {
                Flush();
            }
        }
    }
}
